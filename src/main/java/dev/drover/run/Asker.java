package dev.drover.run;

import dev.drover.plan.Step;

/** Answers questions for the operator, or says that nobody is there to be asked. */
@FunctionalInterface
public interface Asker {

  /** Answers no to everything: for a run that nobody watches. */
  Asker NOBODY = _ -> false;

  /** What is to become of a step. */
  enum Answer {
    RUN,
    SKIP,
    STOP
  }

  /**
   * Asks what is to become of a step that is about to run; unless somebody wants to be asked, it
   * runs.
   */
  default Answer before(Step step) throws InterruptedException {
    return Answer.RUN;
  }

  /** Asks a question that is answered by yes or no. */
  boolean confirm(String question) throws InterruptedException;
}
