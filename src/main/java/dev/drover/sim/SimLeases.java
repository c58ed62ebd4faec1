package dev.drover.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The leases of a simulated world; they belong to whoever works in it, not to what is described.
 */
final class SimLeases {

  private final Map<String, List<String>> states = new HashMap<>();
  private final Map<String, String> logs = new HashMap<>();

  void putAll(SimLeases other) {
    other.states.forEach((key, all) -> states.put(key, new ArrayList<>(all)));
    logs.putAll(other.logs);
  }

  /** Where they stand. */
  void describe(StringBuilder out) {
    states.keySet().stream().sorted().forEach(key -> out.append(key).append(text(key)));
  }

  long generation(String key) {
    return states.getOrDefault(key, List.of()).size();
  }

  String text(String key) {
    List<String> all = states.getOrDefault(key, List.of());
    return all.isEmpty() ? "" : all.getLast();
  }

  void put(String key, String text, String event) {
    states.computeIfAbsent(key, _ -> new ArrayList<>()).add(text);
    logs.merge(key, event, String::concat);
  }

  String log(String key) {
    return logs.getOrDefault(key, "");
  }
}
