package dev.drover.policy;

import java.time.Instant;
import java.util.Optional;

/** What is known of backups that were taken before. */
@FunctionalInterface
public interface Backups {

  /** Nothing is known of any. */
  Backups NONE = _ -> Optional.empty();

  /**
   * A backup.
   *
   * @param run the run that took it
   * @param at when that finished
   */
  record Taken(String run, Instant at) {}

  /** The newest one that a run of a runbook has taken, and has not failed in. */
  Optional<Taken> newest(String runbook);
}
