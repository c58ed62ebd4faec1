package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import dev.drover.schema.Bound;
import dev.drover.task.Kind;
import dev.drover.task.Kinds.Registered;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a step of every task for every host of its play, or one for all hosts if it runs once. */
final class ExpandSteps implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    return plan.with(plan.plays().stream().map(play -> expanded(play, planning)).toList());
  }

  private static PlannedPlay expanded(PlannedPlay play, Planning planning) {
    return play.with(
        play.lanes().stream()
            .map(lane ->
                new Lane(
                    lane.host(),
                    play.play().tasks().stream()
                        .flatMap(TaskNode::tasks)
                        .flatMap(task -> step(play, task, lane.host(), planning).stream())
                        .toList()))
            .toList());
  }

  /** Empty for a kind that loading did not know, and has reported. */
  private static Optional<Step> step(
      PlannedPlay play, TaskSpec task, Host host, Planning planning) {
    return planning.kinds().find(task.kind()).map(kind -> step(play, task, host, kind));
  }

  private static Step step(PlannedPlay play, TaskSpec task, Host host, Registered<?> kind) {
    boolean once = task.keywords().runOnce() || kind.about().scope() == Kind.Scope.ONCE;
    StepId id =
        once
            ? StepId.once(play.play().id(), task.id())
            : StepId.of(play.play().id(), task.id(), host);
    Host subject = once ? play.changed().getFirst() : host;
    return new Step(
        id,
        task,
        kind,
        subject,
        once,
        new Bound.Later<>(Set.of()),
        List.of(),
        new StepState.NotLooked());
  }
}
