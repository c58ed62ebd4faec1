package dev.drover.model;

import dev.drover.diag.Span;
import dev.drover.yaml.Node;
import java.util.List;

/**
 * One task, as written: its arguments are bound per host.
 *
 * @param id what tells it apart in its play, stable under edits of other tasks
 * @param name what it is called in plans and on the console
 * @param kind the name of its kind
 * @param arguments what was written for the kind; a scalar or a list stands for the kind's main
 *     argument
 * @param wiring its loop, its handlers, and the includes and loops around it
 */
public record TaskSpec(
    String id,
    String name,
    String kind,
    Node arguments,
    Keywords keywords,
    Wiring wiring,
    Span span)
    implements TaskNode {

  /** A task that is tied to nothing. */
  public TaskSpec(
      String id, String name, String kind, Node arguments, Keywords keywords, Span span) {
    this(id, name, kind, arguments, keywords, Wiring.NONE, span);
  }

  @Override
  public List<Layer> layers() {
    return wiring.layers();
  }

  /** This task at another place. */
  public TaskSpec at(String otherId, String otherName, Wiring other) {
    return new TaskSpec(otherId, otherName, kind, arguments, keywords, other, span);
  }
}
