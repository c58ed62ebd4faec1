package dev.drover.run;

import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Results;
import dev.drover.plan.Step;
import dev.drover.task.Kinds.Registered;

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
