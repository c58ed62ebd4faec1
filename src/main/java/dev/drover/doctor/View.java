package dev.drover.doctor;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.plan.Doors;
import dev.drover.plan.Inventoried;
import dev.drover.remote.ReadOnly;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.task.ExtensionUser;
import dev.drover.task.Extensions;
import dev.drover.task.Facts;
import dev.drover.task.Settings;
import dev.drover.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What may be looked at from a host, for what wants to know that as steps do. */
record View(Doors doors, Host host) implements Facts {

  private static final Span HERE = Span.startOf(new Source("doctor", ""));

  /** The topology record of a host; empty if the inventory has none. */
  <S extends Record> Optional<S> find(Class<S> type) throws RemoteException.Refused {
    if (!host.vars().containsKey(type.getAnnotation(Settings.class).value())) {
      return Optional.empty();
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<S> found =
        new Inventoried(doors.scopes()).settings(host, type, HERE, "drover doctor", diagnostics);
    if (found.isEmpty()) {
      Diagnostic first = diagnostics.sorted().getFirst();
      throw new RemoteException.Refused(
          first.span() + ": " + first.message(),
          first.hint().orElse("correct the inventory"),
          null);
    }
    if (found.get() instanceof ExtensionUser user) {
      Optional<ExtensionUser.Missing> missing = user.missing(doors.extensions());
      if (missing.isPresent()) {
        throw new RemoteException.Refused(missing.get().words(), missing.get().next(), null);
      }
    }
    return found;
  }

  @Override
  public Extensions extensions() {
    return doors.extensions();
  }

  @Override
  public List<Host> peers() {
    return List.of(host);
  }

  @Override
  public Inventory inventory() {
    return doors.scopes().inventory();
  }

  @Override
  public Remote remote() {
    return remote(host);
  }

  @Override
  public Remote remote(Host other) {
    return new ReadOnly(doors.remote(other));
  }

  @Override
  public String typed(Host machine, String text) {
    return doors.typed(machine, text);
  }

  @Override
  public Rest rest(Endpoint endpoint) {
    Rest rest = doors.rests().to(endpoint);
    return request -> {
      if (!request.reads()) {
        throw new IllegalStateException("the doctor only reads: " + request.method());
      }
      return rest.send(request);
    };
  }

  @Override
  public <S extends Record> S settings(Host other, Class<S> type) {
    Diagnostics diagnostics = new Diagnostics();
    return new Inventoried(doors.scopes())
        .settings(other, type, HERE, "drover doctor", diagnostics)
        .orElseThrow(() -> new IllegalStateException("found before: " + diagnostics.sorted()));
  }

  @Override
  public Map<String, Object> variables() {
    return Map.of();
  }

  @Override
  public boolean holds(Condition condition) throws ConditionException {
    throw new ConditionException("the doctor decides no conditions");
  }

  @Override
  public Clock clock() {
    return doors.clock();
  }
}
