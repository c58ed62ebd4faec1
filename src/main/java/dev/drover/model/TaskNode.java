package dev.drover.model;

import dev.drover.diag.Span;
import java.util.List;
import java.util.stream.Stream;

/** An entry of a list of tasks: a task, a group of such entries, or the place for handlers. */
public sealed interface TaskNode permits TaskSpec, TaskGroup, FlushHandlers {

  /** What tells it apart in its list, stable under edits of other entries. */
  String id();

  /** What it is called in plans and on the console. */
  String name();

  /** What it says besides what it does, with what is handed down to it. */
  Keywords keywords();

  /** The includes and loops around it, the outermost first. */
  List<Layer> layers();

  /** Where it is written. */
  Span span();

  /** Whether it or anything in it is done for each item of something. */
  default boolean loops() {
    return switch (this) {
      case TaskSpec task -> task.wiring().loop().isPresent();
      case TaskGroup group ->
          group.loop().isPresent()
              || Stream.of(group.body(), group.rescue(), group.always())
                  .flatMap(List::stream)
                  .anyMatch(TaskNode::loops);
      case FlushHandlers _ -> false;
    };
  }

  /** The tasks in it, in the order written: of a task itself only. */
  default Stream<TaskSpec> tasks() {
    return switch (this) {
      case TaskSpec task -> Stream.of(task);
      case TaskGroup group ->
          Stream.of(group.body(), group.rescue(), group.always())
              .flatMap(List::stream)
              .flatMap(TaskNode::tasks);
      case FlushHandlers _ -> Stream.of();
    };
  }
}
