package dev.drover.run;

import dev.drover.task.Outcome;

/**
 * What came of an attempt.
 *
 * @param seen what the kind says; what is open or closed goes by this
 * @param judged what the author says of it; whether the lane goes on goes by this
 */
record Tried(Outcome seen, Outcome judged) {

  /** A failure that is not for the author to judge. */
  static Tried failed(Outcome failure) {
    return new Tried(failure, failure);
  }
}
