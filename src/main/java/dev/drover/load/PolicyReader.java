package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.model.BlastRadius;
import dev.drover.model.BlastRadius.WholeGroup;
import dev.drover.model.HostLimit;
import dev.drover.model.Policy;
import dev.drover.model.Policy.OnFailure;
import dev.drover.model.Policy.VerifiedBackup;
import dev.drover.schema.Binder;
import dev.drover.schema.Bound;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.yaml.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the policy of a runbook. */
final class PolicyReader {

  /** The policy as it is written. */
  record PolicyFields(
      @Doc("Never fewer nodes taking traffic") @Default("1") int minInService,
      @Doc("Never more nodes out of service at once: a number, or a percentage of a play's hosts")
          Optional<String> maxOutOfService,
      @Doc("What one failed host means for the others") @Default("stop_starting")
          OnFailure onFailure,
      @Doc("The most hosts that may be changed in all") Optional<Integer> maxHosts,
      @Doc("What may not befall all hosts of a group at once")
          Optional<WholeGroupFields> wholeGroup,
      @Doc("When hosts may be started") Optional<MaintenanceFields> maintenanceWindow,
      @Doc("The backup that must be there before a run begins")
          Optional<BackupFields> verifiedBackup,
      @Doc("Who must sign a plan before it may run") Optional<SignatureFields> signatures) {
    PolicyFields {
      if (minInService < 0) {
        throw new IllegalArgumentException("`min_in_service` must not be negative");
      }
      if (maxOutOfService.isPresent() && limit(maxOutOfService).isEmpty()) {
        throw new IllegalArgumentException(
            "`max_out_of_service` must be a number of hosts from 1, or a percentage from 1%");
      }
      if (maxHosts.isPresent() && maxHosts.get() < 1) {
        throw new IllegalArgumentException("`max_hosts` must be at least 1");
      }
    }

    private static Optional<HostLimit> limit(Optional<String> written) {
      return written.flatMap(HostLimit::parse).filter(limit -> limit.number() > 0);
    }

    Policy policy(Node written, Diagnostics diagnostics) {
      return new Policy(
          minInService,
          limit(maxOutOfService),
          onFailure,
          new BlastRadius(
              maxHosts.map(OptionalInt::of).orElse(OptionalInt.empty()),
              wholeGroup
                  .map(WholeGroupFields::rule)
                  .orElse(BlastRadius.usual(minInService).wholeGroup()),
              wholeGroup.flatMap(WholeGroupFields::except).orElse(List.of())),
          maintenanceWindow.map(MaintenanceFields::window),
          verifiedBackup.map(backup -> new VerifiedBackup(backup.runbook(), backup.youngerThan())),
          signatures.map(rule -> rule.rule(written, diagnostics)));
    }
  }

  /** What may not befall a whole group. */
  record WholeGroupFields(
      @Doc(
              "`not_out`: out of service or stopped; `not_touched`: in work on something that may change")
          @Default("not_out")
          @Main
          WholeGroup rule,
      @Doc("Groups for which that does not count") Optional<List<String>> except) {}

  /** The backup that must be there. */
  record BackupFields(
      @Doc("Name of the runbook that takes and verifies it") String runbook,
      @Doc("The longest time since a run of it has finished") Duration youngerThan) {
    BackupFields {
      if (!youngerThan.isPositive()) {
        throw new IllegalArgumentException("`younger_than` must be longer than nothing");
      }
    }
  }

  private static final Policy USUAL = new Policy(1, OnFailure.STOP_STARTING);

  private PolicyReader() {}

  /** The policy of a runbook; what counts if nothing is said, where it has mistakes. */
  static Policy read(Section runbook, Diagnostics diagnostics) {
    Optional<Node> written = runbook.node("policy");
    if (written.isEmpty()) {
      return USUAL;
    }
    return switch (Binder.bind(PolicyFields.class, written.get(), Scope.open(), diagnostics)) {
      case Bound.Ready<PolicyFields>(PolicyFields fields) ->
          fields.policy(written.get(), diagnostics);
      case Bound.Wrong<PolicyFields> _ -> USUAL;
      case Bound.Later<PolicyFields> _ -> {
        diagnostics.error(
            Code.RUNBOOK_WRONG_TYPE,
            written.get().span(),
            "`policy` can't hold a template",
            "write the values themselves: a policy is the same for every run");
        yield USUAL;
      }
    };
  }
}
