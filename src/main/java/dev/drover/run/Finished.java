package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.plan.Flow;
import dev.drover.plan.Step;

/** Whether nothing of a flow is left to be done. */
final class Finished {

  private Finished() {}

  static boolean is(Flow flow, RunState state) {
    return switch (flow) {
      case Flow.Single(Step step) -> state.isFinished(step.id().text());
      case Flow.Guarded guarded ->
          is(guarded.always(), state)
              && guarded.rescue().map(rescue -> is(rescue, state)).orElse(true)
              && (state.rescue(guarded.group()).isPresent() || is(guarded.body(), state));
      case Flow.Retried retried ->
          is(retried.body(), state)
              && (retried.retry().until().isEmpty()
                  || state.isHeld(retried.group())
                  || notTaken(retried, state));
      case Flow.Sequence _, Flow.Parallel _, Flow.Once _, Flow.Handlers _ ->
          flow.inner().stream().allMatch(part -> is(part, state));
    };
  }

  private static boolean notTaken(Flow flow, RunState state) {
    return flow.steps().stream()
        .allMatch(step ->
            state
                .ended(step.id().text())
                .map(ended -> ended.ending() == Entry.Ending.NOT_TAKEN)
                .orElse(false));
  }
}
