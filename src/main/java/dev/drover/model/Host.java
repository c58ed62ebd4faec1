package dev.drover.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine of the inventory.
 *
 * @param name its name there
 * @param groups the groups that it is in, parents before children, {@code all} first
 * @param vars what its groups and itself define, the winning definition of each
 */
public record Host(String name, List<String> groups, Map<String, Variable> vars) {

  public Host {
    groups = List.copyOf(groups);
    vars = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(vars));
  }

  @Override
  public String toString() {
    return name;
  }
}
