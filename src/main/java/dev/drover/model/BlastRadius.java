package dev.drover.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * How much of an installation a run may touch.
 *
 * @param maxHosts the most hosts that are changed in all
 * @param wholeGroup what may not befall all hosts of a group at once
 * @param except groups for which that does not count
 */
public record BlastRadius(OptionalInt maxHosts, WholeGroup wholeGroup, List<String> except) {

  /** What counts if nothing is said. */
  public static final BlastRadius USUAL =
      new BlastRadius(OptionalInt.empty(), WholeGroup.NOT_OUT, List.of());

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
}
