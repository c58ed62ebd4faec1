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
    return run(step, step.kind());
  }

  private <A extends Record> StepEnding run(Step step, Registered<A> kind)
      throws InterruptedException {
    StepPlace place =
        new StepPlace(
            step,
            play.hosts(),
            running
                .means()
                .doors()
                .scopes()
                .of(play.play(), play.hosts(), step.task(), step.host(), results.of(step.host())));
    return new StepAttempt<>(running, log, progress, kind, place).run();
  }

  /** Ends a step that must not be run. */
  StepEnding refuse(Step step, String why, String next) {
    return log.refused(step, why, next);
  }
}
