package dev.drover.model;

import dev.drover.diag.Span;
import java.util.List;

/**
 * The place at which handlers that were notified run already, before the end of the play.
 *
 * @param layers the includes and loops around it
 */
public record FlushHandlers(
    String id, String name, List<Layer> layers, Keywords keywords, Span span) implements TaskNode {

  public FlushHandlers {
    layers = List.copyOf(layers);
  }

  /** The same inside of these. */
  public FlushHandlers in(List<Layer> other) {
    return new FlushHandlers(id, name, other, keywords, span);
  }
}
