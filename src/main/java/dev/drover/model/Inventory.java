package dev.drover.model;

import dev.drover.diag.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All machines and groups.
 *
 * @param hosts by name, in the order written
 * @param groups the hosts of each group, by the group's name, members of child groups included
 * @param tree the groups as they are written, by name
 * @param local this machine, which can be named though the inventory does not: no group and no
 *     wildcard means it
 * @param sources every text that was read for it, in that order: files, and what programs printed
 */
public record Inventory(
    Map<String, Host> hosts,
    Map<String, List<String>> groups,
    Map<String, Group> tree,
    Optional<Host> local,
    List<Source> sources) {

  public Inventory {
    hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
    sources = List.copyOf(sources);
  }

  /** An inventory of which only the members of its groups are known. */
  public Inventory(Map<String, Host> hosts, Map<String, List<String>> groups) {
    this(hosts, groups, Map.of(), Optional.empty(), List.of());
  }

  /** The machine of a name; {@code localhost} is always known. */
  public Optional<Host> host(String name) {
    return Optional.ofNullable(hosts.get(name))
        .or(() -> local.filter(host -> host.name().equals(name)));
  }

  /** The machines of a group, in the order of the inventory; none if there is no such group. */
  public List<Host> group(String name) {
    return groups.getOrDefault(name, List.of()).stream().map(hosts::get).toList();
  }
}
