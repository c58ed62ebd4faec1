package dev.drover.plan;

import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Scope.Later;
import dev.drover.expr.Shape;
import dev.drover.expr.Value;
import dev.drover.machine.HostFacts;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.schema.Shapes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What earlier steps registered, for their host or for all if they ran once, and what hosts have
 * told of themselves. Safe for use by several lanes.
 */
public final class Results {

  private static final Later NOT_ASKED = new Later(HostFacts.shape());

  /** Where the result of a loop has those of its iterations. */
  private static final String RESULTS = "results";

  private final Map<String, Definition> shared = new LinkedHashMap<>();
  private final Map<String, Map<String, Definition>> byHost = new LinkedHashMap<>();

  private final Map<String, Map<String, Object>> facts = new LinkedHashMap<>();

  /** Registers a name. */
  public synchronized void add(Step step, String name, Definition definition) {
    if (step.once()) {
      shared.put(name, definition);
      byHost.values().forEach(names -> names.remove(name));
    } else {
      byHost.computeIfAbsent(step.host().name(), _ -> new LinkedHashMap<>()).put(name, definition);
    }
  }

  /** What is known before the run of what a step registers: of a loop, a list of results. */
  static Definition later(Step step) {
    if (step.task().wiring().iteration().isEmpty()) {
      return new Later(Shapes.ofResult(step.kind().result()));
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Shapes.ALWAYS.forEach(name -> shapes.put(name, Shape.TRUTH));
    shapes.put(RESULTS, Shape.LIST);
    return new Later(shapes);
  }

  /** What names mean for a step before the run. */
  Scope scope(Scopes scopes, PlannedPlay play, Step step) {
    Map<String, Definition> names = new LinkedHashMap<>(of(step.host()));
    if (step.place().rescues().isPresent()) {
      names.putAll(Failure.later());
    }
    return scopes.of(play.play(), play.hosts(), step.task(), step.host(), names);
  }

  /** What a host's next task may use. */
  public synchronized Map<String, Definition> of(Host host) {
    Map<String, Definition> names = new LinkedHashMap<>(shared);
    names.putAll(byHost.getOrDefault(host.name(), Map.of()));
    Map<String, Object> told = facts(host);
    names.put(HostFacts.NAME, told.isEmpty() ? NOT_ASKED : new Known(Value.of(told)));
    return names;
  }

  /** The host of a name has told of itself. */
  public synchronized void facts(String host, Map<String, Object> told) {
    facts.put(host, Map.copyOf(told));
  }

  /** What a host has told of itself; empty if it was not asked. */
  public synchronized Map<String, Object> facts(Host host) {
    return facts.getOrDefault(host.name(), Map.of());
  }
}
