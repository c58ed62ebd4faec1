package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.plan.Flow;
import dev.drover.plan.Step;
import dev.drover.run.FlowRunner.Mode;
import java.util.List;
import java.util.Optional;

/** Walks groups that are rescued if they fail, and put in order in any case. */
final class GuardedRunner {

  private final Running running;
  private final StepRunner runner;
  private final FlowRunner flows;

  GuardedRunner(Running running, StepRunner runner, FlowRunner flows) {
    this.running = running;
    this.runner = runner;
    this.flows = flows;
  }

  StepEnding run(Flow.Guarded group, Mode mode) throws InterruptedException {
    RunState state = running.ledger().state();
    if (Finished.is(group, state)) {
      return StepEnding.GO_ON;
    }
    closeAgain(group);
    StepEnding ending = StepEnding.GO_ON;
    if (state.rescue(group.group()).isEmpty()) {
      boolean rescued = mode.rescued() || group.rescue().isPresent();
      ending =
          rescued && failedBefore(group.body())
              ? StepEnding.FAILED
              : flows.run(group.body(), mode.rescued(rescued));
      if (ending == StepEnding.FAILED && group.rescue().isPresent()) {
        running
            .ledger()
            .write(
                new Entry.RescueBegan(
                    running.now(), group.group(), Failures.in(group.body(), state)));
      }
    }
    Optional<Flow> rescue = group.rescue();
    if (rescue.isPresent() && state.rescue(group.group()).isPresent()) {
      runner.notTaken(group.body(), "something failed before it");
      ending =
          mode.rescued() && failedBefore(rescue.get())
              ? StepEnding.FAILED
              : flows.run(rescue.get(), mode.untilTheEnd());
    } else if (rescue.isPresent() && ending == StepEnding.GO_ON) {
      runner.notTaken(rescue.get(), "nothing failed");
    }
    StepEnding closing = flows.run(group.always(), mode.untilTheEnd());
    return ending == StepEnding.GO_ON ? closing : ending;
  }

  /**
   * What had failed when the run was cut off is not tried again, for a rescue was due. What was in
   * hand is settled first.
   */
  private boolean failedBefore(Flow flow) throws InterruptedException {
    if (!hasFailed(flow, running.ledger().state())) {
      return false;
    }
    for (Step step : flow.steps()) {
      flows.settle(step);
    }
    return true;
  }

  /** Whether a flow can't but end as failed: what can still be rescued or repeated has not. */
  private static boolean hasFailed(Flow flow, RunState state) {
    return switch (flow) {
      case Flow.Single(Step step) -> Failures.is(step, state);
      case Flow.Guarded guarded ->
          Finished.is(guarded.always(), state)
              && guarded
                  .rescue()
                  .map(rescue ->
                      state.rescue(guarded.group()).isPresent() && hasFailed(rescue, state))
                  .orElseGet(() -> hasFailed(guarded.body(), state));
      case Flow.Retried _ -> false;
      case Flow.Sequence _, Flow.Parallel _, Flow.Once _, Flow.Handlers _ ->
          flow.inner().stream().anyMatch(part -> hasFailed(part, state));
    };
  }

  /** Who goes on inside a group whose `always` has run already runs that once more at its end. */
  private void closeAgain(Flow.Guarded group) {
    RunState state = running.ledger().state();
    List<String> done =
        group.always().steps().stream()
            .map(step -> step.id().text())
            .filter(step -> state.ended(step).isPresent())
            .toList();
    boolean inside =
        state.rescue(group.group()).isPresent()
            ? !group.rescue().map(rescue -> Finished.is(rescue, state)).orElse(true)
            : !Finished.is(group.body(), state);
    if (inside && !done.isEmpty()) {
      running
          .ledger()
          .write(
              new Entry.GroupRepeated(
                  running.now(), group.group(), 0, "the run goes on inside it", done));
    }
  }
}
