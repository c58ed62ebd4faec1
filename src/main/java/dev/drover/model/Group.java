package dev.drover.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group of the inventory, as it is written.
 *
 * @param name its name there
 * @param hosts the hosts that are named in it itself
 * @param children the groups below it
 * @param vars what it defines itself, the winning definition of each
 */
public record Group(
    String name, List<String> hosts, List<String> children, Map<String, Variable> vars) {

  public Group {
    hosts = List.copyOf(hosts);
    children = List.copyOf(children);
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
  }
}
