package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Conditions;
import dev.drover.expr.Resolution;
import dev.drover.expr.Scope;
import dev.drover.expr.Values;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.remote.ReadOnly;
import dev.drover.remote.Remote;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Rest;
import dev.drover.task.Extensions;
import dev.drover.task.Facts;
import dev.drover.task.Observation;
import dev.drover.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a step may look at. Every door refuses what is not a read. */
public final class StepFacts implements Facts {

  private final Doors doors;
  private final Step step;
  private final List<Host> peers;
  private final Supplier<Scope> names;
  private final Consumer<Observation> notes;
  private final Set<String> restedOn = new TreeSet<>();

  /** A step that looks again and again asks for the same settings each time. */
  private final Map<Setting, Record> known = new ConcurrentHashMap<>();

  /** A step that looks again and again goes through the same door each time. */
  private volatile Optional<Remote> own = Optional.empty();

  private record Setting(Host host, Class<? extends Record> type) {}

  /** For a step of a plan that has not begun. */
  StepFacts(Doors doors, Step step, List<Host> peers) {
    this(doors, step, peers, () -> doors.scopes().ofHost(step.host()), _ -> {});
  }

  /** For a step whose names mean what {@code scope} says. */
  public StepFacts(Doors doors, Step step, List<Host> peers, Scope scope) {
    this(doors, step, peers, scope, _ -> {});
  }

  /** The same, for a plan that notes what is seen. */
  StepFacts(Doors doors, Step step, List<Host> peers, Scope scope, Consumer<Observation> notes) {
    this(doors, step, peers, () -> scope, notes);
  }

  private StepFacts(
      Doors doors,
      Step step,
      List<Host> peers,
      Supplier<Scope> names,
      Consumer<Observation> notes) {
    this.doors = doors;
    this.step = step;
    this.peers = List.copyOf(peers);
    this.names = names;
    this.notes = notes;
  }

  @Override
  public Host host() {
    return step.host();
  }

  @Override
  public List<Host> peers() {
    return peers;
  }

  @Override
  public Inventory inventory() {
    return doors.scopes().inventory();
  }

  @Override
  public Remote remote() {
    return looking(door());
  }

  @Override
  public Remote remote(Host other) {
    return looking(door(other));
  }

  private Remote looking(Remote door) {
    return new ReadOnly(
        door, (name, value) -> observe(Observation.pinned(door.host(), name, value)));
  }

  /** What a step without a log sees may be what its log would show. */
  @Override
  public void observe(Observation observation) {
    if (!step.task().keywords().noLog()) {
      notes.accept(observation);
    }
  }

  @Override
  public String typed(Host machine, String text) {
    return doors.typed(machine, text);
  }

  /** The door to the machine that the step works on, for effects too. */
  public Remote door() {
    return own.orElseGet(() -> {
      Remote door =
          doors.remote(
              workplace(), WorkingAs.of(step.task().keywords(), names.get(), new Diagnostics()));
      own = Optional.of(door);
      return door;
    });
  }

  /** The door to a machine, for effects too. */
  public Remote door(Host other) {
    return other.equals(workplace()) ? door() : doors.remote(other);
  }

  /** The host that the step works on: its own, or the one it is delegated to. */
  public Host workplace() {
    return step.task()
        .keywords()
        .delegateTo()
        .flatMap(name -> names.get().text(name, new Diagnostics()))
        .map(name -> inventory().host(name).orElseGet(() -> thisMachine(name)))
        .orElse(step.host());
  }

  /** {@code localhost} need not be in the inventory. */
  private static Host thisMachine(String name) {
    return new Host(name, List.of(), Map.of());
  }

  @Override
  public Rest rest(Endpoint endpoint) {
    Rest rest = doors.rests().to(endpoint);
    return request -> {
      if (!request.reads()) {
        throw new IllegalStateException(
            "planning only reads: " + request.method() + " " + request.path());
      }
      return rest.send(request);
    };
  }

  @Override
  public <S extends Record> S settings(Host host, Class<S> type) {
    return type.cast(known.computeIfAbsent(new Setting(host, type), _ -> bound(host, type)));
  }

  private <S extends Record> S bound(Host host, Class<S> type) {
    Diagnostics diagnostics = new Diagnostics();
    return new Inventoried(doors.scopes())
        .settings(host, type, step.task().span(), step.kind().name(), diagnostics)
        .orElseThrow(() ->
            new IllegalStateException(
                "not declared by `" + step.kind().name() + "`: " + diagnostics.sorted()));
  }

  @Override
  public Map<String, Object> variables() {
    Map<String, Object> variables = new LinkedHashMap<>();
    Span use = step.task().span();
    Scope scope = names.get();
    for (String name : scope.names()) {
      if (scope.resolve(name, use, new Diagnostics()) instanceof Resolution.Ready ready) {
        variables.put(name, Values.plain(ready.value()));
      }
    }
    return variables;
  }

  @Override
  public boolean holds(Condition condition) throws ConditionException {
    Scope scope = names.get();
    restedOn.addAll(Conditions.restsOn(condition, scope));
    return Conditions.holds(condition, scope);
  }

  /** Names of results, not known yet, that conditions have asked for. */
  Set<String> restedOn() {
    return Set.copyOf(restedOn);
  }

  @Override
  public Extensions extensions() {
    return doors.extensions();
  }

  @Override
  public Clock clock() {
    return doors.clock();
  }
}
