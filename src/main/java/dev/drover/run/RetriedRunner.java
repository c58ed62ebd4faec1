package dev.drover.run;

import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Conditions;
import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.plan.Flow;
import dev.drover.run.FlowRunner.Mode;
import java.util.List;
import java.util.Optional;

/** Walks groups that are repeated as a whole. */
final class RetriedRunner {

  private final Running running;
  private final StepRunner runner;
  private final FlowRunner flows;

  RetriedRunner(Running running, StepRunner runner, FlowRunner flows) {
    this.running = running;
    this.runner = runner;
    this.flows = flows;
  }

  StepEnding run(Flow.Retried group, Mode mode) throws InterruptedException {
    RunState state = running.ledger().state();
    while (!Finished.is(group, state)) {
      StepEnding ending = flows.run(group.body(), mode.rescued(false));
      Optional<String> why =
          switch (ending) {
            case GO_ON -> unsatisfied(group);
            case FAILED ->
                Optional.of(String.join(", ", Failures.in(group.body(), state)) + " failed");
            case STOPPED -> Optional.empty();
          };
      if (why.isEmpty()) {
        return ending;
      }
      int repeats = state.repeats(group.group());
      if (repeats >= group.retry().times() || flows.mustStop(mode)) {
        if (ending == StepEnding.GO_ON) {
          running.ledger().write(new Entry.GroupFailed(running.now(), group.group(), why.get()));
        }
        return StepEnding.FAILED;
      }
      repeat(group, repeats + 1, why.get());
    }
    return StepEnding.GO_ON;
  }

  private void repeat(Flow.Retried group, int attempt, String why) throws InterruptedException {
    List<String> again = group.body().steps().stream().map(step -> step.id().text()).toList();
    running
        .ledger()
        .write(new Entry.GroupRepeated(running.now(), group.group(), attempt, why, again));
    running.once().forget(again, running);
    running.means().waiter().sleep(group.retry().delay());
  }

  /** Why another attempt is due; empty if none is, which is in the journal then. */
  private Optional<String> unsatisfied(Flow.Retried group) throws InterruptedException {
    if (group.retry().until().isEmpty()) {
      return Optional.empty();
    }
    Condition until = group.retry().until().get();
    try {
      if (!Conditions.holds(until, runner.scope(group.node(), group.host(), List.of(until)))) {
        return Optional.of("`" + until + "` is still false");
      }
    } catch (ConditionException e) {
      return Optional.of("`until: " + until + "`: " + e.getMessage());
    }
    running.ledger().write(new Entry.GroupHeld(running.now(), group.group()));
    return Optional.empty();
  }
}
