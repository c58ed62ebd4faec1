package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.model.Host;
import dev.drover.model.Policy.OnFailure;
import dev.drover.plan.Flow;
import dev.drover.plan.Lane;
import dev.drover.plan.NodeEffects;
import dev.drover.plan.Step;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.NodeEffect;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs the steps of one host in one play, one after the other. */
final class LaneRunner {

  private final Running running;
  private final InService service;
  private final StepRunner steps;
  private final Tolerance tolerance;

  LaneRunner(Running running, InService service, StepRunner steps, Tolerance tolerance) {
    this.running = running;
    this.service = service;
    this.steps = steps;
    this.tolerance = tolerance;
  }

  /** Runs the lane to its end and says how its last step ended. */
  StepEnding run(Lane lane) throws InterruptedException {
    StepEnding ending = walk(lane);
    running.jobs().remove();
    return ending;
  }

  private StepEnding walk(Lane lane) throws InterruptedException {
    Reopening reopening = new Reopening(running.ledger().state(), steps::isSkipped);
    for (Step step : reopening.in(lane)) {
      StepEnding ending =
          mustStop(lane, false) ? StepEnding.STOPPED : reopen(lane, step, reopening);
      if (ending != StepEnding.GO_ON) {
        return ending;
      }
    }
    Optional<Step> redone = lastChange(lane);
    if (redone.isPresent() && steps.redo(redone.get()) == StepEnding.FAILED) {
      applyPolicy(lane.host(), redone.get());
      return StepEnding.FAILED;
    }
    FlowRunner.Steps one =
        new FlowRunner.Steps() {
          @Override
          public boolean mustStop(boolean closing) {
            return LaneRunner.this.mustStop(lane, closing);
          }

          @Override
          public StepEnding run(Step step) throws InterruptedException {
            return runStep(lane, step);
          }
        };
    StepEnding ending =
        new FlowRunner(running, steps, one, lane.host()).run(lane.flow(), FlowRunner.Mode.NORMAL);
    if (ending == StepEnding.FAILED) {
      failed(lane)
          .ifPresentOrElse(
              step -> applyPolicy(lane.host(), step),
              () -> applyPolicy(lane.host(), lane.host() + " failed", false));
    }
    return ending;
  }

  /** Runs a finished step again that stands for all lanes. */
  StepEnding reopenForAll(Step step) throws InterruptedException {
    StepEnding ending = act(step.host(), step);
    if (ending == StepEnding.FAILED) {
      applyPolicy(step.host(), step);
    }
    return ending;
  }

  private StepEnding reopen(Lane lane, Step step, Reopening reopening) throws InterruptedException {
    StepEnding ending = act(lane.host(), step);
    if (ending == StepEnding.FAILED) {
      applyPolicy(lane.host(), step);
      return ending;
    }
    Optional<Step> stopped = reopening.stoppedIn(lane);
    if (ending == StepEnding.GO_ON
        && stopped.isPresent()
        && steps.redo(stopped.get()) == StepEnding.FAILED) {
      applyPolicy(lane.host(), stopped.get());
      return StepEnding.FAILED;
    }
    return ending;
  }

  /** The step that the lane failed by; none if it was the condition of a group. */
  private Optional<Step> failed(Lane lane) {
    RunState state = running.ledger().state();
    return lane.steps().stream()
        .filter(step -> state.ended(step.id().text()).isPresent())
        .filter(step -> !state.isFinished(step.id().text()))
        .findFirst();
  }

  /**
   * In a lane that goes on after an earlier attempt: the last step that changed something. What
   * failed behind it may have failed because its effect did not last, as when a node is started and
   * crashes a moment later.
   */
  private Optional<Step> lastChange(Lane lane) {
    RunState state = running.ledger().state();
    if (isInRescue(lane.flow(), state)) {
      return Optional.empty(); // the rescue may have undone it on purpose
    }
    Optional<Step> last = Optional.empty();
    for (Step step : lane.steps()) {
      if (!state.isFinished(step.id().text())) {
        return last;
      }
      boolean changed = state.ended(step.id().text()).map(Entry.StepEnded::changed).orElse(false);
      if (changed && !step.once()) {
        last = Optional.of(step);
      }
    }
    return Optional.empty();
  }

  private static boolean isInRescue(Flow flow, RunState state) {
    return (flow instanceof Flow.Guarded guarded
            && state.rescue(guarded.group()).isPresent()
            && !Finished.is(guarded, state))
        || flow.inner().stream().anyMatch(part -> isInRescue(part, state));
  }

  private boolean mustStop(Lane lane, boolean closing) {
    return switch (running.stop().level()) {
      case GO_ON, START_NOTHING -> false;
      case AT_SAFE_POINT ->
          // its open bracket is closed first
          !closing && !isAnythingOpen(lane);
      case ABORT -> true;
    };
  }

  private StepEnding runStep(Lane lane, Step step) throws InterruptedException {
    if (running.ledger().state().isFinished(step.id().text())) {
      return StepEnding.GO_ON;
    }
    Optional<Entry.SkipAsked> skip = running.ledger().state().toBeSkipped(step.id().text());
    if (skip.isPresent()) {
      return steps.skip(step, skip.get());
    }
    StepEnding out = stillOut(lane, step);
    return out == StepEnding.GO_ON ? act(lane.host(), step) : out;
  }

  /**
   * Runs a step in the lane of a host, as soon as it may leave service, if that is what it does.
   */
  private StepEnding act(Host lane, Step step) throws InterruptedException {
    if (!leavesService(step)) {
      return steps.run(step);
    }
    return switch (service.leave(step.host(), lane, running)) {
      case STOPPED -> StepEnding.STOPPED;
      case REFUSED ->
          steps.refuse(
              step,
              service.refusal(step.host()),
              "bring another node back into service, then `drover resume " + running.id() + "`");
      case GRANTED -> {
        try {
          yield steps.run(step);
        } finally {
          service.recorded(step.host());
        }
      }
    };
  }

  /**
   * Before the node is stopped or started: is it out of service, as this run has left it? A
   * balancer that was restarted has forgotten that, and would send users to it.
   */
  private StepEnding stillOut(Lane lane, Step step) throws InterruptedException {
    if (NodeEffects.of(step).stream()
        .noneMatch(
            effect -> effect instanceof NodeEffect.Stops || effect instanceof NodeEffect.Starts)) {
      return StepEnding.GO_ON;
    }
    Optional<Step> opener =
        running.ledger().state().open().stream()
            .filter(open ->
                open.bracket()
                    .equals(new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, lane.host().name())))
            .flatMap(open ->
                lane.steps().stream().filter(other -> other.id().text().equals(open.step())))
            .findFirst();
    return opener.isPresent() ? steps.hold(opener.get()) : StepEnding.GO_ON;
  }

  private void applyPolicy(Host host, Step step) {
    applyPolicy(host, step.id() + " failed", step.once());
  }

  private void applyPolicy(Host host, String why, boolean once) {
    String name = host.name();
    if (tolerance.bears(host) && !once) {
      return;
    }
    OnFailure policy = running.plan().runbook().policy().onFailure();
    switch (policy) {
      case STOP_STARTING -> running.stop().ask(Stop.Level.START_NOTHING, why, name);
      case STOP_AT_SAFE_POINT -> running.stop().ask(Stop.Level.AT_SAFE_POINT, why, name);
      case CONTINUE -> {
        if (once) {
          running.stop().ask(Stop.Level.START_NOTHING, why, name); // what all rest on has failed
        }
        tolerance
            .words()
            .ifPresent(words -> running.stop().ask(Stop.Level.START_NOTHING, words, name));
      }
    }
  }

  private static boolean leavesService(Step step) {
    return step.brackets().stream()
        .anyMatch(effect ->
            effect instanceof BracketEffect.Opens opens
                && opens.bracket().type() == Bracket.Type.NODE_OUT_OF_SERVICE);
  }

  /** Whether anything of the host's own is open; what runs once is opened for all. */
  private boolean isAnythingOpen(Lane lane) {
    Set<String> own =
        lane.steps().stream()
            .filter(step -> !step.once())
            .map(step -> step.id().text())
            .collect(Collectors.toSet());
    RunState state = running.ledger().state();
    return state.isOpen(new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, lane.host().name()))
        || state.open().stream().anyMatch(open -> own.contains(open.step()));
  }
}
