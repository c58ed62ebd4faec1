package dev.drover.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What must hold during a run, whatever happens.
 *
 * @param minInService never fewer nodes of a play's hosts taking traffic
 * @param maxOutOfService never more of a play's hosts out of service at once
 * @param onFailure what one failed host means for the others
 * @param radius how many hosts a run may touch, and how many at once
 * @param maintenance when hosts may be started; any time if empty
 * @param backup the backup that must be there before a run begins
 * @param signatures who must sign a plan before it may run; empty if nobody must
 */
public record Policy(
    int minInService,
    Optional<HostLimit> maxOutOfService,
    OnFailure onFailure,
    BlastRadius radius,
    Optional<MaintenanceWindow> maintenance,
    Optional<VerifiedBackup> backup,
    Optional<SignatureRule> signatures) {

  /** One that says nothing else. */
  public Policy(int minInService, OnFailure onFailure) {
    this(
        minInService,
        Optional.empty(),
        onFailure,
        BlastRadius.usual(minInService),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The most of a play's {@code hosts} hosts that may be out of service at once; 0 if none may. */
  public int mostOut(int hosts) {
    int most = maxOutOfService.map(limit -> limit.of(hosts)).orElse(hosts);
    return Math.max(0, Math.min(most, hosts - minInService));
  }

  /** What one failed host means for the others. */
  public enum OnFailure {
    STOP_STARTING(
        "no further host is started, and hosts in work finish their tasks",
        "no further host was started, and hosts in work finished their tasks"),
    STOP_AT_SAFE_POINT(
        "no further host is started, and hosts in work go on until nothing of theirs is open, then stop",
        "no further host was started, and hosts in work went on until nothing of theirs was open"),
    CONTINUE("all other hosts go on", "all other hosts went on");

    private final String follows;
    private final String followed;

    OnFailure(String follows, String followed) {
      this.follows = follows;
      this.followed = followed;
    }

    /** What it means, as a part of the sentence that plans print. */
    public String follows() {
      return follows;
    }

    /** The same as it has come about, for who reads how a run ended. */
    public String followed() {
      return followed;
    }
  }

  /**
   * A backup that must be there.
   *
   * @param runbook the name of the runbook that takes and verifies it
   * @param youngerThan the longest time since a run of it has finished
   */
  public record VerifiedBackup(String runbook, Duration youngerThan) {}
}
