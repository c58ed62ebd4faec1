package dev.drover.doctor;

import dev.drover.remote.RemoteException;

/**
 * What a look found.
 *
 * @param words what was seen, in one line
 * @param next what to do about it; empty if nothing is to be done
 */
record Found(Verdict verdict, String words, String next) {

  static Found ok(String words) {
    return new Found(Verdict.OK, words, "");
  }

  /** A run can begin, but somebody should know this. */
  static Found warning(String words, String next) {
    return new Found(Verdict.WARNING, words, next);
  }

  /** A run would fail. */
  static Found problem(String words, String next) {
    return new Found(Verdict.PROBLEM, words, next);
  }

  static Found problem(RemoteException e) {
    return problem(e.getMessage(), e.next());
  }
}
