package dev.drover.model;

import java.util.List;
import java.util.Optional;

/**
 * How a task is tied to what stands around it.
 *
 * @param loop it is done for each of these items
 * @param notifies ids of the handlers that run if it changed something
 * @param layers the includes and loops around it, the outermost first
 * @param iteration the pass of its own loop that it is
 */
public record Wiring(
    Optional<Loop> loop, List<String> notifies, List<Layer> layers, Optional<Iteration> iteration) {

  /** Tied to nothing. */
  public static final Wiring NONE =
      new Wiring(Optional.empty(), List.of(), List.of(), Optional.empty());

  public Wiring {
    notifies = List.copyOf(notifies);
    layers = List.copyOf(layers);
  }
}
