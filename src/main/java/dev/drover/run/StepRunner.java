package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import dev.drover.task.Kinds.Registered;
import java.util.Optional;

/** Runs the steps of a play, one at a time. */
final class StepRunner {

  private final Running running;
  private final PlannedPlay play;
  private final Results results;
  private final Progress progress;
  private final StepLog log;

  StepRunner(Running running, PlannedPlay play, Results results, Progress progress) {
    this.running = running;
    this.play = play;
    this.results = results;
    this.progress = progress;
    this.log = new StepLog(running, results);
  }

  /** Runs a step to its ending. */
  StepEnding run(Step step) throws InterruptedException {
    return attempt(step, step.kind()).run();
  }

  /** Runs a finished step again if it can be seen that its effect is gone. */
  StepEnding redo(Step step) throws InterruptedException {
    return attempt(step, step.kind()).redo();
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
        Optional<String> problem = attempt(step, step.kind()).lookAgain(ended.get().changed());
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

  private <A extends Record> StepAttempt<A> attempt(Step step, Registered<A> kind) {
    StepPlace place =
        new StepPlace(
            step,
            play.hosts(),
            running
                .means()
                .doors()
                .scopes()
                .of(play.play(), play.hosts(), step.task(), step.host(), results.of(step.host())));
    return new StepAttempt<>(running, log, progress, kind, place);
  }

  /** Ends a step that must not be run. */
  StepEnding refuse(Step step, String why, String next) {
    return log.refused(step, why, next);
  }
}
