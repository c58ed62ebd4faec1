package dev.drover.model;

import dev.drover.diag.Span;
import java.util.List;
import java.util.Optional;

/**
 * Tasks that belong together: what is done, what is done if that fails, and what is done in any
 * case. What the group says by keywords has been handed down to its tasks.
 *
 * @param named whether its id is a part of the addresses of its tasks; it is where they would not
 *     be told apart else, or where the author gave it a name
 * @param parallel whether the entries of the body run at the same time, each a branch
 * @param loop the whole group is done for each of these items
 * @param inclusion the parameters, if it was included
 * @param layers the includes around it
 */
public record TaskGroup(
    String id,
    String name,
    boolean named,
    boolean parallel,
    List<TaskNode> body,
    List<TaskNode> rescue,
    List<TaskNode> always,
    Optional<Retry> retry,
    Optional<Loop> loop,
    Optional<Layer> inclusion,
    List<Layer> layers,
    Keywords keywords,
    Span span)
    implements TaskNode {

  public TaskGroup {
    body = List.copyOf(body);
    rescue = List.copyOf(rescue);
    always = List.copyOf(always);
    layers = List.copyOf(layers);
  }

  /** This group inside of other includes and loops. */
  public TaskGroup in(List<Layer> other) {
    return new TaskGroup(
        id, name, named, parallel, body, rescue, always, retry, loop, inclusion, other, keywords,
        span);
  }

  /** This group with other entries. */
  public TaskGroup only(List<TaskNode> some, List<TaskNode> rescuing, List<TaskNode> ending) {
    return new TaskGroup(
        id, name, named, parallel, some, rescuing, ending, retry, loop, inclusion, layers, keywords,
        span);
  }
}
