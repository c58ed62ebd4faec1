package dev.drover.plan;

import java.util.List;
import java.util.Optional;

/**
 * Where a step stands among groups.
 *
 * @param path the groups around it as people call them, the outermost first
 * @param reserve why it may run only, in words; empty if it runs anyway
 * @param rescues the address of the group whose failure it mends
 * @param mayFail whether the run goes on if it fails: by a rescue, or by another attempt
 * @param notifies the addresses of the handlers that run if it changes something
 */
public record Place(
    List<String> path,
    Optional<String> reserve,
    Optional<String> rescues,
    boolean mayFail,
    List<String> notifies) {

  /** In no group. */
  public static final Place TOP =
      new Place(List.of(), Optional.empty(), Optional.empty(), false, List.of());

  public Place {
    path = List.copyOf(path);
    notifies = List.copyOf(notifies);
  }
}
