package dev.drover.run;

import dev.drover.expr.Scope.Definition;
import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.plan.Failure;
import dev.drover.plan.Flow;
import dev.drover.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has failed in a group, and what its rescue knows of that, by the journal's state. */
final class Failures {

  private final Running running;

  Failures(Running running) {
    this.running = running;
  }

  /** The steps in a flow that have failed, and that nothing has rescued. */
  static List<String> in(Flow flow, RunState state) {
    return flow.steps().stream()
        .filter(step -> is(step, state))
        .map(step -> step.id().text())
        .toList();
  }

  /** What runs once fails for every lane, and the first of them may have begun its rescue. */
  static boolean is(Step step, RunState state) {
    String id = step.id().text();
    return step.once()
        ? state.ended(id).map(ended -> ended.ending() == Entry.Ending.FAILED).orElse(false)
        : state.ended(id).isPresent() && !state.isFinished(id);
  }

  /** The names for the steps of a group's rescue. */
  Map<String, Definition> of(String group) {
    RunState state = running.ledger().state();
    Optional<Entry.StepEnded> failed =
        state
            .rescue(group)
            .flatMap(rescue -> rescue.failed().stream().findFirst())
            .flatMap(state::ended);
    return failed
        .flatMap(ended ->
            running
                .plan()
                .step(ended.step())
                .map(step -> Failure.of(step, ended.summary(), ended.evidence(), ended.next())))
        .orElseGet(() -> Failure.ofGroup(group, "the condition of its `retry` never held"));
  }
}
