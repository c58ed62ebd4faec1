package dev.drover.run;

import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.model.Host;
import dev.drover.plan.Flow;
import dev.drover.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

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
      case Flow.Guarded guarded -> new GuardedRunner(running, runner, this).run(guarded, mode);
      case Flow.Retried retried -> new RetriedRunner(running, runner, this).run(retried, mode);
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
    running.passPause();
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
    List<Callable<StepEnding>> work = new ArrayList<>();
    AtomicInteger left = new AtomicInteger(branches.size());
    branches.forEach(branch -> work.add(() -> branch(branch, mode, left)));
    running.strands().branched(host, Math.max(0, branches.size() - 1));
    StepEnding worst = StepEnding.GO_ON;
    for (StepEnding ending : running.ledger().crew().all("parallel branches of " + host, work)) {
      worst = worst == StepEnding.FAILED || ending == StepEnding.GO_ON ? worst : ending;
    }
    return worst;
  }

  /** The last branch to end hands its strand back to the lane. */
  private StepEnding branch(Flow branch, Mode mode, AtomicInteger left)
      throws InterruptedException {
    try {
      return run(branch, mode);
    } finally {
      if (left.decrementAndGet() > 0) {
        running.strands().ended(host);
      }
    }
  }

  /** True if a lane that walks so goes no further. */
  boolean mustStop(Mode mode) {
    return steps.mustStop(mode.closing());
  }

  /** Runs a step of which nobody knows how it ended. */
  void settle(Step step) throws InterruptedException {
    if (running.ledger().state().isInDoubt(step.id().text())) {
      steps.run(step);
    }
  }

  private StepEnding handlers(Flow.Handlers place, Mode mode) throws InterruptedException {
    RunState state = running.ledger().state();
    try {
      Optional<String> why = notHere(place);
      if (why.isPresent()) {
        runner.notTaken(place, why.get()); // what was notified runs at a later place
        return StepEnding.GO_ON;
      }
    } catch (ConditionException e) {
      String why = "`when`: " + e.getMessage();
      running.ledger().write(new Entry.GroupFailed(running.now(), place.phase(), why));
      return StepEnding.FAILED;
    }
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

  /** The condition of a place that is false; none if handlers have begun there already. */
  private Optional<String> notHere(Flow.Handlers place)
      throws ConditionException, InterruptedException {
    RunState state = running.ledger().state();
    boolean begun =
        place.handlers().stream()
            .anyMatch(handler -> state.isStarted(place.phase(), handler.address()));
    if (begun || place.place().isEmpty() || Finished.is(place, state)) {
      return Optional.empty();
    }
    List<Condition> when = place.place().get().keywords().when();
    Scope scope = runner.scope(place.place().get(), place.host(), when);
    for (Condition condition : when) {
      if (!Conditions.holds(condition, scope)) {
        return Optional.of("`" + condition + "` is false");
      }
    }
    return Optional.empty();
  }
}
