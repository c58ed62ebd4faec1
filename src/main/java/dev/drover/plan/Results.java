package dev.drover.plan;

import dev.drover.expr.Scope.Definition;
import dev.drover.model.Host;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What earlier steps registered: for their host, or for all if they ran once. Safe for use by
 * several lanes.
 */
public final class Results {

  private final Map<String, Definition> shared = new LinkedHashMap<>();
  private final Map<String, Map<String, Definition>> byHost = new LinkedHashMap<>();

  /** Registers a name. */
  public synchronized void add(Step step, String name, Definition definition) {
    if (step.once()) {
      shared.put(name, definition);
      byHost.values().forEach(names -> names.remove(name));
    } else {
      byHost.computeIfAbsent(step.host().name(), _ -> new LinkedHashMap<>()).put(name, definition);
    }
  }

  /** What a host's next task may use. */
  public synchronized Map<String, Definition> of(Host host) {
    Map<String, Definition> names = new LinkedHashMap<>(shared);
    names.putAll(byHost.getOrDefault(host.name(), Map.of()));
    return names;
  }
}
