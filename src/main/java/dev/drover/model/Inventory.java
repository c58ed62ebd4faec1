package dev.drover.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All machines and groups.
 *
 * @param hosts by name, in the order written
 * @param groups the hosts of each group, by the group's name, members of child groups included
 */
public record Inventory(Map<String, Host> hosts, Map<String, List<String>> groups) {

  public Inventory {
    hosts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    groups = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(groups));
  }

  /** The machine of a name. */
  public Optional<Host> host(String name) {
    return Optional.ofNullable(hosts.get(name));
  }

  /** The machines of a group, in the order of the inventory; none if there is no such group. */
  public List<Host> group(String name) {
    return groups.getOrDefault(name, List.of()).stream().map(hosts::get).toList();
  }
}
