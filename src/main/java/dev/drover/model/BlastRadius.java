package dev.drover.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How much of an installation a run may touch.
 *
 * @param maxHosts the most hosts that are changed in all
 * @param wholeGroup what may not befall all hosts of a group at once
 * @param except groups for which that does not count
 */
public record BlastRadius(OptionalInt maxHosts, WholeGroup wholeGroup, List<String> except) {

  /** Groups that nobody has made. */
  private static final Set<String> WORLDS = Set.of("all", "ungrouped");

  /** What counts if nothing is said; where no node need serve, a group need not either. */
  public static BlastRadius usual(int minInService) {
    WholeGroup rule = minInService == 0 ? WholeGroup.ALLOWED : WholeGroup.NOT_OUT;
    return new BlastRadius(OptionalInt.empty(), rule, List.of());
  }

  /** What may not befall all hosts of a group at once. */
  public enum WholeGroup {
    /** They are never all out of service or stopped. */
    NOT_OUT,
    /** They are never all in work on something that may change. */
    NOT_TOUCHED,
    /** Anything may. */
    ALLOWED
  }

  public BlastRadius {
    except = List.copyOf(except);
  }

  /**
   * The groups that {@link #wholeGroup} counts for, with their hosts: those of two hosts or more,
   * for one host can only be touched as a whole; {@code all} only where there is no other.
   */
  public Map<String, Set<String>> groups(Inventory inventory) {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    if (wholeGroup == WholeGroup.ALLOWED) {
      return groups;
    }
    inventory
        .groups()
        .forEach((name, hosts) -> {
          if (!except.contains(name) && hosts.size() > 1) {
            groups.put(name, new LinkedHashSet<>(hosts));
          }
        });
    if (!WORLDS.containsAll(groups.keySet())) {
      groups.keySet().removeAll(WORLDS);
    }
    return groups;
  }
}
