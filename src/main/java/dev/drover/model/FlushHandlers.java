package dev.drover.model;

import dev.drover.diag.Span;
import java.util.List;

/** The place at which handlers that were notified run already, before the end of the play. */
public record FlushHandlers(String id, String name, Keywords keywords, Span span)
    implements TaskNode {

  @Override
  public List<Layer> layers() {
    return List.of();
  }
}
