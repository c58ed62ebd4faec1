package dev.drover.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine of the inventory.
 *
 * @param name its name there
 * @param groups the groups that it is in, parents before children, {@code all} first
 * @param vars what its groups and itself define, the winning definition of each
 * @param written every definition, the ones that do not count too, the weakest first
 */
public record Host(
    String name, List<String> groups, Map<String, Variable> vars, List<Variable> written) {

  public Host {
    groups = List.copyOf(groups);
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    written = List.copyOf(written);
  }

  /** A machine of which each variable is defined once. */
  public Host(String name, List<String> groups, Map<String, Variable> vars) {
    this(name, groups, vars, List.copyOf(vars.values()));
  }

  /** Its groups as Ansible tells them: by name, without {@code all}. */
  public List<String> groupNames() {
    return groups.stream().filter(group -> !group.equals("all")).sorted().toList();
  }

  /** Hosts of an inventory differ in their names; to go through all else takes long. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
