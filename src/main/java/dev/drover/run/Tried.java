package dev.drover.run;

import dev.drover.task.Outcome;

/**
 * What came of an attempt.
 *
 * @param seen what the kind says; what is open or closed goes by this
 * @param judged what the author says of it; whether the lane goes on goes by this
 */
record Tried(Outcome seen, Outcome judged) {

  /** The same of something that had ended before anybody looked at it again. */
  Tried endedMeanwhile() {
    return judged instanceof Outcome.Done done
        ? new Tried(
            seen,
            new Outcome.Done(
                done.changed(), "it had ended meanwhile: " + done.summary(), done.result()))
        : this;
  }

  /** A failure that is not for the author to judge. */
  static Tried failed(Outcome failure) {
    return new Tried(failure, failure);
  }
}
