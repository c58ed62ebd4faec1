package dev.drover.sign;

import java.time.Instant;

/** What became of a signature when it was checked. */
public sealed interface Finding {

  /** What its signer states. */
  Statement statement();

  /**
   * It counts.
   *
   * @param key the fingerprint of the key that made it
   * @param until from when on it counts no longer
   */
  record Counts(Statement statement, String key, Instant until) implements Finding {}

  /**
   * It does not count.
   *
   * @param why what is wrong with it
   * @param next what to do about it
   */
  record Refused(Statement statement, String why, String next) implements Finding {}
}
