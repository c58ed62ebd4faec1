package dev.drover.run;

import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Conditions;
import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.model.Host;
import dev.drover.plan.Flow;
import dev.drover.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Walks the flow of a lane: its groups, branches, repetitions and handlers. */
final class FlowRunner {

  /**
   * How something is walked.
   *
   * @param alone for all lanes, in this one
   * @param closing to its end even if hosts go only to their safe points: it puts things in order
   * @param rescued a failure has a rescue, so what had failed when a run was cut off stays failed
   */
  record Mode(boolean alone, boolean closing, boolean rescued) {
    static final Mode NORMAL = new Mode(false, false, false);

    Mode forAll() {
      return new Mode(true, closing, rescued);
    }

    Mode untilTheEnd() {
      return new Mode(alone, true, rescued);
    }

    Mode rescued(boolean other) {
      return new Mode(alone, closing, other);
    }
  }

  /** What a lane does with one step. */
  interface Steps {
    /** True if the lane goes no further. */
    boolean mustStop(boolean closing);

    /** Runs a step to its ending. */
    StepEnding run(Step step) throws InterruptedException;
  }

  private final Running running;
  private final StepRunner runner;
  private final Steps steps;
  private final Host host;

  /** Walks for the lane of {@code host}. */
  FlowRunner(Running running, StepRunner runner, Steps steps, Host host) {
    this.running = running;
    this.runner = runner;
    this.steps = steps;
    this.host = host;
  }

  StepEnding run(Flow flow, Mode mode) throws InterruptedException {
    return switch (flow) {
      case Flow.Single(Step step) -> single(step, mode);
      case Flow.Sequence(List<Flow> parts) -> sequence(parts, mode);
      case Flow.Parallel(List<Flow> branches) -> parallel(branches, mode);
      case Flow.Guarded guarded -> guarded(guarded, mode);
      case Flow.Retried retried -> retried(retried, mode);
      case Flow.Once once ->
          mode.alone()
              ? run(once.body(), mode)
              : running
                  .once()
                  .run(
                      once.group(),
                      once.host(),
                      host,
                      running,
                      () -> run(once.body(), mode.forAll()));
      case Flow.Handlers handlers -> handlers(handlers, mode);
    };
  }

  private StepEnding single(Step step, Mode mode) throws InterruptedException {
    if (steps.mustStop(mode.closing())) {
      return StepEnding.STOPPED;
    }
    return step.once() && !mode.alone()
        ? running.once().run(step.id().text(), step.host(), host, running, () -> steps.run(step))
        : steps.run(step);
  }

  private StepEnding sequence(List<Flow> parts, Mode mode) throws InterruptedException {
    for (Flow part : parts) {
      StepEnding ending = run(part, mode);
      if (ending != StepEnding.GO_ON) {
        return ending;
      }
    }
    return StepEnding.GO_ON;
  }

  /** If one branch fails, the others go to their end all the same, and then the group fails. */
  private StepEnding parallel(List<Flow> branches, Mode mode) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<StepEnding>> work = new ArrayList<>();
      branches.forEach(branch -> work.add(() -> run(branch, mode)));
      StepEnding worst = StepEnding.GO_ON;
      for (Future<StepEnding> branch : threads.invokeAll(work)) {
        StepEnding ending = branch.get();
        worst = worst == StepEnding.FAILED || ending == StepEnding.GO_ON ? worst : ending;
      }
      return worst;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a branch that runs in parallel broke", e.getCause());
    }
  }

  private StepEnding guarded(Flow.Guarded group, Mode mode) throws InterruptedException {
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
              : run(group.body(), mode.rescued(rescued));
      if (ending == StepEnding.FAILED && group.rescue().isPresent()) {
        running
            .ledger()
            .write(new Entry.RescueBegan(running.now(), group.group(), failedIn(group.body())));
      }
    }
    Optional<Flow> rescue = group.rescue();
    if (rescue.isPresent() && state.rescue(group.group()).isPresent()) {
      runner.notTaken(group.body(), "something failed before it");
      ending =
          mode.rescued() && failedBefore(rescue.get())
              ? StepEnding.FAILED
              : run(rescue.get(), mode.untilTheEnd());
    } else if (rescue.isPresent() && ending == StepEnding.GO_ON) {
      runner.notTaken(rescue.get(), "nothing failed");
    }
    StepEnding closing = run(group.always(), mode.untilTheEnd());
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
      if (running.ledger().state().isInDoubt(step.id().text())) {
        steps.run(step);
      }
    }
    return true;
  }

  /** Whether a flow can't but end as failed: what can still be rescued or repeated has not. */
  private static boolean hasFailed(Flow flow, RunState state) {
    return switch (flow) {
      case Flow.Single(Step step) -> failed(step, state);
      case Flow.Guarded guarded ->
          Finished.is(guarded.always(), state)
              && guarded
                  .rescue()
                  .map(rescue ->
                      state.rescue(guarded.group()).isPresent() && hasFailed(rescue, state))
                  .orElseGet(() -> hasFailed(guarded.body(), state));
      case Flow.Retried _ -> false;
      case Flow.Sequence _, Flow.Parallel _, Flow.Once _, Flow.Handlers _ ->
          flow.inner().anyMatch(part -> hasFailed(part, state));
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

  private List<String> failedIn(Flow body) {
    RunState state = running.ledger().state();
    return body.steps().stream()
        .filter(step -> failed(step, state))
        .map(step -> step.id().text())
        .toList();
  }

  /** What runs once fails for every lane, and the first of them may have begun its rescue. */
  private static boolean failed(Step step, RunState state) {
    String id = step.id().text();
    return step.once()
        ? state.ended(id).map(ended -> ended.ending() == Entry.Ending.FAILED).orElse(false)
        : state.ended(id).isPresent() && !state.isFinished(id);
  }

  private StepEnding retried(Flow.Retried group, Mode mode) throws InterruptedException {
    RunState state = running.ledger().state();
    while (!Finished.is(group, state)) {
      StepEnding ending = run(group.body(), mode.rescued(false));
      Optional<String> why =
          switch (ending) {
            case GO_ON -> unsatisfied(group);
            case FAILED -> Optional.of(String.join(", ", failedIn(group.body())) + " failed");
            case STOPPED -> Optional.empty();
          };
      if (why.isEmpty()) {
        return ending;
      }
      int repeats = state.repeats(group.group());
      if (repeats >= group.retry().times() || steps.mustStop(mode.closing())) {
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
      if (!Conditions.holds(until, runner.scope(group))) {
        return Optional.of("`" + until + "` is still false");
      }
    } catch (ConditionException e) {
      return Optional.of("`until: " + until + "`: " + e.getMessage());
    }
    running.ledger().write(new Entry.GroupHeld(running.now(), group.group()));
    return Optional.empty();
  }

  private StepEnding handlers(Flow.Handlers place, Mode mode) throws InterruptedException {
    RunState state = running.ledger().state();
    for (Flow.Handler handler : place.handlers()) {
      List<Step> all = handler.body().steps();
      boolean started = state.isStarted(place.phase(), handler.address());
      if (!all.isEmpty() && Finished.is(handler.body(), state)) {
        continue;
      }
      if (!started && !state.isNotified(handler.address())) {
        runner.notTaken(handler.body(), "nothing notified it");
        continue;
      }
      if (steps.mustStop(mode.closing())) {
        return StepEnding.STOPPED;
      }
      if (!started) {
        running
            .ledger()
            .write(
                new Entry.HandlerStarted(
                    running.now(),
                    handler.address(),
                    place.phase(),
                    all.stream().map(step -> step.id().text()).toList()));
      }
      StepEnding ending = run(handler.body(), mode);
      if (ending != StepEnding.GO_ON) {
        return ending;
      }
    }
    return StepEnding.GO_ON;
  }
}
