package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.model.Variable;
import dev.drover.remote.Target;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.task.Settings;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Optional;

/** What the inventory says of a host, bound to records: its topology, and how it is reached. */
public final class Inventoried {

  private final Scopes scopes;

  /** Reads the variables of the hosts of {@code scopes}. */
  public Inventoried(Scopes scopes) {
    this.scopes = scopes;
  }

  /**
   * The topology record of a host.
   *
   * @param use where it is needed, and what needs it, for messages
   */
  public <S extends Record> Optional<S> settings(
      Host host, Class<S> type, Span use, String user, Diagnostics diagnostics) {
    String name = type.getAnnotation(Settings.class).value();
    Variable variable = host.vars().get(name);
    if (variable == null) {
      diagnostics.error(
          Code.INVENTORY_MISSING_SETTING,
          use,
          "`" + user + "` needs the variable `" + name + "`, which the inventory does not define",
          "add `" + name + ":` to the vars of the host or its group");
      return Optional.empty();
    }
    return switch (Binder.bind(type, variable.value(), scopes.ofHost(host), diagnostics)) {
      case Bound.Ready<S> ready -> Optional.of(ready.arguments());
      case Bound.Later<S> _, Bound.Wrong<S> _ -> Optional.empty();
    };
  }

  /** How a host is reached: its {@code ansible_…} variables, and {@code reconnect_for}. */
  public Optional<Target> target(Host host, Diagnostics diagnostics) {
    return target(host, WorkingAs.INVENTORY, diagnostics);
  }

  /** The same for work as somebody else than the inventory says. */
  Optional<Target> target(Host host, WorkingAs as, Diagnostics diagnostics) {
    List<Entry> entries =
        host.vars().values().stream()
            .filter(variable -> Reach.NAMES.contains(variable.name()))
            .map(variable ->
                new Entry(
                    new ScalarNode(variable.name(), true, "", variable.value().span()),
                    variable.value()))
            .toList();
    Span span =
        entries.isEmpty()
            ? Span.startOf(scopes.runbook().source())
            : entries.getFirst().value().span();
    return switch (Binder.bind(
        Reach.class, new MapNode(entries, span), scopes.ofHost(host), diagnostics)) {
      case Bound.Ready<Reach> ready -> {
        unheeded(ready.arguments(), entries, diagnostics);
        yield Optional.of(ready.arguments().target(host.name(), as));
      }
      case Bound.Later<Reach> _, Bound.Wrong<Reach> _ -> Optional.empty();
    };
  }

  private static void unheeded(Reach reach, List<Entry> entries, Diagnostics diagnostics) {
    for (String option : reach.unheeded()) {
      String name = option.replaceFirst("=.*", "");
      entries.stream()
          .filter(entry -> entry.value() instanceof ScalarNode text && text.text().contains(name))
          .forEach(entry ->
              diagnostics.warning(
                  Code.INVENTORY_SHADOWED,
                  entry.value().span(),
                  "`" + option + "` is passed over: host keys are always checked",
                  "put the hosts' keys into a known_hosts file, and take the option out"));
    }
  }
}
