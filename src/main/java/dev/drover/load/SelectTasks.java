package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.model.FlushHandlers;
import dev.drover.model.LeftOut;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.Selection;
import dev.drover.model.TaskGroup;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaves out the tasks of a runbook that a run was not asked for. */
public final class SelectTasks {

  private final TagFilter tags;
  private final Optional<StartAt.Place> start;
  private final String startWords;
  private boolean started;

  private SelectTasks(TagFilter tags, Optional<StartAt.Place> start, String startWords) {
    this.tags = tags;
    this.start = start;
    this.startWords = startWords;
    this.started = start.isEmpty();
  }

  /**
   * The runbook with the tasks that are to run; each play knows what it leaves out. Empty if a tag
   * or a task is named that is not there, if nothing is left, or if a task needs one that is left
   * out, which is reported.
   */
  public static Optional<Runbook> of(
      Runbook runbook, Selection selection, Diagnostics diagnostics) {
    long before = diagnostics.errors();
    TagFilter tags = TagFilter.of(runbook, selection, diagnostics);
    Optional<StartAt.Place> start = StartAt.find(runbook, selection.startAt(), diagnostics);
    if (diagnostics.errors() > before) {
      return Optional.empty();
    }
    SelectTasks select = new SelectTasks(tags, start, "--start-at " + selection.startAt());
    Runbook selected = runbook.with(runbook.plays().stream().map(select::play).toList());
    boolean nothing =
        selected.plays().stream().flatMap(play -> play.tasks().stream()).findAny().isEmpty();
    boolean asked = selected.plays().stream().anyMatch(play -> !play.leftOut().isEmpty());
    if (nothing && asked) {
      diagnostics.error(
          Code.SELECTION_NONE,
          Span.startOf(new Source("command line", tags.words())),
          "`" + tags.words() + "` leaves no task to run",
          "the tags of this runbook: " + tags.known());
    }
    if (asked) {
      LaterResults.checkLeftOut(selected, runbook, diagnostics);
    }
    return diagnostics.errors() > before ? Optional.empty() : Optional.of(selected);
  }

  private Play play(Play play) {
    List<LeftOut> out = new ArrayList<>();
    List<TaskNode> kept = nodes(play, play.tasks(), out);
    boolean onlyPlaces = kept.stream().allMatch(FlushHandlers.class::isInstance);
    return play.only(onlyPlaces ? List.of() : kept, out);
  }

  private List<TaskNode> nodes(Play play, List<TaskNode> nodes, List<LeftOut> out) {
    List<TaskNode> kept = new ArrayList<>();
    nodes.forEach(node -> node(play, node, out).ifPresent(kept::add));
    return kept;
  }

  private Optional<TaskNode> node(Play play, TaskNode node, List<LeftOut> out) {
    return switch (node) {
      case TaskSpec task -> task(play, task, out).map(kept -> kept);
      case TaskGroup group -> group(play, group, out).map(kept -> kept);
      case FlushHandlers place -> Optional.of(place);
    };
  }

  private Optional<TaskSpec> task(Play play, TaskSpec task, List<LeftOut> out) {
    started = started || start.map(place -> place.is(play, task)).orElse(true);
    Optional<String> why = started ? tags.leavesOut(task) : Optional.of(startWords);
    why.ifPresent(words -> out.add(new LeftOut(task.id(), task.name(), words)));
    return why.isEmpty() ? Optional.of(task) : Optional.empty();
  }

  /** Without anything to do a group has nothing to rescue nor to end. */
  private Optional<TaskGroup> group(Play play, TaskGroup group, List<LeftOut> out) {
    List<TaskNode> body = nodes(play, group.body(), out);
    List<TaskNode> rescue = nodes(play, group.rescue(), out);
    List<TaskNode> always = nodes(play, group.always(), out);
    return body.isEmpty() ? Optional.empty() : Optional.of(group.only(body, rescue, always));
  }
}
