package dev.drover.lock;

import java.time.Duration;

/**
 * Who wants a lease, and why.
 *
 * @param owner user and machine
 * @param run the run's id
 * @param journal where the run's journal is, which tells it from runs of others with the same id
 * @param reason what it is wanted for
 * @param expiry how long it lasts if it is not renewed
 */
public record Claim(String owner, String run, String journal, String reason, Duration expiry) {

  /** How long a lease lasts if it is not renewed. */
  public static final Duration EXPIRY = Duration.ofSeconds(60);

  /** Whether it is the same run on the same machine, maybe by an earlier controller of it. */
  boolean isSameRun(Claim other) {
    return owner.equals(other.owner) && run.equals(other.run) && journal.equals(other.journal);
  }
}
