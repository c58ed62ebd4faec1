package dev.drover.run;

import dev.drover.expr.Scope.Definition;
import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.plan.Failure;
import java.util.Map;
import java.util.Optional;

/** What the rescue of a group knows of the failure, read back from the journal's state. */
final class Failures {

  private final Running running;

  Failures(Running running) {
    this.running = running;
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
