package dev.drover.run;

import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.journal.Entry;
import dev.drover.model.Host;
import dev.drover.model.TaskNode;
import dev.drover.plan.FactGathering;
import dev.drover.plan.Flow;
import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import dev.drover.remote.RemoteException;
import dev.drover.task.Bracket;
import dev.drover.task.Closing;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the steps of a play, one at a time. */
final class StepRunner {

  private final Running running;
  private final PlannedPlay play;
  private final Results results;
  private final Progress progress;
  private final StepLog log;
  private final FactGathering facts;
  private final LostResults lost;

  StepRunner(Running running, PlannedPlay play, Results results, Progress progress) {
    this.running = running;
    this.play = play;
    this.results = results;
    this.progress = progress;
    this.log = new StepLog(running, results);
    this.lost = new LostResults(running, results, progress);
    this.facts =
        new FactGathering(
            running.means().doors(),
            results,
            running.ledger().crew(),
            (host, told) ->
                running.ledger().write(new Entry.FactsGathered(running.now(), host.name(), told)));
  }

  /** Runs a step to its ending. */
  StepEnding run(Step step) throws InterruptedException {
    try {
      facts.ensure(step, scope(step), failedBefore(step));
    } catch (RemoteException e) {
      return log.ended(
          step, Outcome.failed("it uses facts of its host: " + e.getMessage(), e.next()));
    }
    Optional<Outcome.Failed> missing = regain(step);
    if (missing.isPresent()) {
      return log.refused(step, missing.get().cause(), missing.get().next());
    }
    return running.throttles().run(play.play().id(), step, () -> unlessPaused(step));
  }

  /** Many steps may have waited for their turn when an operator paused the run. */
  private StepEnding unlessPaused(Step step) throws InterruptedException {
    if (running.isPaused()) {
      running.passPause();
      Bracket out = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, step.host().name());
      if (running.stop().level().compareTo(Stop.Level.AT_SAFE_POINT) >= 0
          && !running.ledger().state().isOpen(out)) {
        return StepEnding.STOPPED;
      }
    }
    return attempt(step, step.kind()).run();
  }

  /** Ends a step that an operator wants skipped. */
  StepEnding skip(Step step, Entry.SkipAsked asked) {
    return log.ended(
        step, new Outcome.Skipped("skipped by %s: %s".formatted(asked.by(), asked.reason())));
  }

  private Optional<Outcome.Failed> regain(Step step) throws InterruptedException {
    return lost.any()
        ? lost.regain(NamesUsed.of(step, scope(step)), step.host(), Optional.of(step))
        : Optional.empty();
  }

  /** Runs a finished step again, for its result, if that does no harm. */
  void again(Step step) throws InterruptedException {
    if (regain(step).isEmpty() && finished(step).doesNoHarm()) {
      progress.of(step, "runs again: its result holds a secret, which no journal keeps");
      run(step);
    }
  }

  /** Runs a finished step again if it can be seen that its effect is gone. */
  StepEnding redo(Step step) throws InterruptedException {
    return finished(step).redo();
  }

  /** Runs a finished step again unless it can be seen that its effect is still there. */
  StepEnding hold(Step step) throws InterruptedException {
    return finished(step).hold();
  }

  /**
   * Looks again at what a finished lane left behind: the last step that changed something, leaving
   * aside those that close what is open, and all behind it. Answers what is not so any more.
   */
  Optional<String> lookAgain(Lane lane) throws InterruptedException {
    for (Step step : lane.steps().reversed()) {
      Optional<Entry.StepEnded> ended =
          running
              .ledger()
              .state()
              .ended(step.id().text())
              .filter(entry -> entry.ending() == Entry.Ending.DONE && !step.once());
      if (ended.isPresent()) {
        Optional<String> problem =
            finished(step)
                .lookAgain(ended.get().changed(), step.task().name(), running.means().waiter());
        if (problem.isPresent()) {
          return problem;
        }
        if (ended.get().changed() && !step.closes()) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What a failed step rests on is what somebody has mended since: an old look would not see it.
   */
  private boolean failedBefore(Step step) {
    return running
        .ledger()
        .state()
        .ended(step.id().text())
        .filter(ended -> ended.ending() == Entry.Ending.FAILED)
        .isPresent();
  }

  private Scope scope(Step step) {
    Map<String, Definition> names = new LinkedHashMap<>(results.of(step.host()));
    step.place().rescues().ifPresent(group -> names.putAll(new Failures(running).of(group)));
    return running
        .means()
        .doors()
        .scopes()
        .of(play.play(), play.hosts(), step.task(), step.host(), names);
  }

  /**
   * What the conditions of a group or place of a host may use; facts of the host among it, if they
   * rest on some and the host tells them.
   */
  Scope scope(TaskNode node, Host host, List<Condition> conditions) throws InterruptedException {
    for (Condition condition : conditions) {
      try {
        facts.ensure(condition, host, known(node, host));
      } catch (RemoteException untold) {
        // The condition can't be evaluated then, which says what is missing.
      }
      if (lost.any()) { // and neither can it if what it rests on stays lost
        Set<String> names = Conditions.restsOn(condition, known(node, host));
        lost.regain(names, host, Optional.empty());
      }
    }
    return known(node, host);
  }

  private Scope known(TaskNode node, Host host) {
    return running
        .means()
        .doors()
        .scopes()
        .of(play.play(), play.hosts(), node, host, results.of(host));
  }

  /** Ends steps on a path that is not taken, as far as they have not ended. */
  void notTaken(Flow flow, String why) {
    flow.steps().forEach(step -> log.notTaken(step, why));
  }

  /** Whether a step that has not run will be skipped, as its conditions stand now. */
  boolean isSkipped(Step step) {
    for (Condition when : step.task().keywords().when()) {
      try {
        if (!Conditions.holds(when, scope(step))) {
          return true;
        }
      } catch (ConditionException notKnownYet) {
        return false;
      }
    }
    return false;
  }

  /** Closes what a step opened, if that is legal and safe. */
  Closing close(Step step, Bracket bracket) throws InterruptedException {
    return closing(step, step.kind()).close(bracket);
  }

  private <A extends Record> ClosingAttempt<A> closing(Step step, Registered<A> kind) {
    return new ClosingAttempt<>(running, progress, kind, place(step));
  }

  private StepPlace place(Step step) {
    return new StepPlace(step, play.hosts(), scope(step));
  }

  private <A extends Record> StepAttempt<A> attempt(Step step, Registered<A> kind) {
    return new StepAttempt<>(running, log, progress, kind, place(step));
  }

  private FinishedStep<?> finished(Step step) {
    return attempt(step, step.kind()).finished();
  }

  /** Ends a step that must not be run. */
  StepEnding refuse(Step step, String why, String next) {
    return log.refused(step, why, next);
  }
}
