package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.model.FlushHandlers;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.TaskGroup;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the task that a run starts at. */
final class StartAt {

  /** A task and the play that it stands in. */
  record Place(String play, String task, String name) {

    boolean is(Play other, TaskSpec spec) {
      return play.equals(other.id()) && task.equals(spec.id());
    }

    String address() {
      return play + "/" + task;
    }
  }

  private StartAt() {}

  /**
   * The place of a task; empty if none was asked for, or if there is no such task, which is
   * reported.
   *
   * @param text its name, its id or its address
   */
  static Optional<Place> find(Runbook runbook, String text, Diagnostics diagnostics) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Source source = new Source("--start-at", text);
    Span span = source.span(0, text.length());
    List<Place> places = places(runbook);
    List<Place> found = places.stream().filter(place -> matches(place, text)).toList();
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    int bracket = text.lastIndexOf('[');
    if (found.isEmpty() && bracket > 0 && text.endsWith("]")) {
      String host = text.substring(bracket + 1, text.length() - 1);
      diagnostics.error(
          Code.SELECTION_UNKNOWN,
          span,
          "`" + text + "` is the step of one host, and a task is started at for all of them",
          "write `--start-at '" + text.substring(0, bracket) + "' --limit " + host + "`");
    } else if (found.isEmpty()) {
      List<String> names =
          places.stream()
              .flatMap(place -> Stream.of(place.name(), place.task(), place.address()))
              .distinct()
              .toList();
      diagnostics.error(
          Code.SELECTION_UNKNOWN,
          span,
          "there is no task `" + text + "` that could be started at",
          Suggestion.hint(text, names, "the tasks"));
    } else {
      diagnostics.error(
          Code.SELECTION_UNKNOWN,
          span,
          "`" + text + "` is the name of " + found.size() + " tasks",
          "write the address of one: "
              + String.join(", ", found.stream().map(Place::address).toList()));
    }
    return Optional.empty();
  }

  private static boolean matches(Place place, String text) {
    return text.equals(place.address()) || text.equals(place.task()) || text.equals(place.name());
  }

  /** What rescues or ends a group is no place to start at. */
  private static List<Place> places(Runbook runbook) {
    List<Place> places = new ArrayList<>();
    for (Play play : runbook.plays()) {
      play.tasks().stream()
          .flatMap(StartAt::leading)
          .forEach(task -> places.add(new Place(play.id(), task.id(), task.name())));
    }
    return places;
  }

  private static Stream<TaskSpec> leading(TaskNode node) {
    return switch (node) {
      case TaskSpec task -> Stream.of(task);
      case TaskGroup group -> group.body().stream().flatMap(StartAt::leading);
      case FlushHandlers _ -> Stream.of();
    };
  }
}
