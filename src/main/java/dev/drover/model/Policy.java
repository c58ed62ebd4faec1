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
    STOP_STARTING("If a step fails, no further host is started; hosts in work finish their tasks."),
    STOP_AT_SAFE_POINT(
        "If a step fails, no further host is started; hosts in work go on until nothing of theirs"
            + " is open, then stop."),
    CONTINUE("If a step fails, its host is given up; all other hosts go on.");

    private final String sentence;

    OnFailure(String sentence) {
      this.sentence = sentence;
    }

    /** The policy in one sentence, as plans and summaries print it. */
    public String sentence() {
      return sentence;
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
