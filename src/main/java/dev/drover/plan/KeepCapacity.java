package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.model.HostLimit;
import dev.drover.model.Policy;

/**
 * Reports a play that could never run without breaking {@code min_in_service} or {@code
 * max_out_of_service}.
 */
final class KeepCapacity implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    Policy policy = plan.runbook().policy();
    for (PlannedPlay play : plan.plays()) {
      if (Capacity.takesOut(play) && isKnown(play)) {
        check(play, policy, planning);
      }
    }
    return plan;
  }

  private static void check(PlannedPlay play, Policy policy, Planning planning) {
    int hosts = play.hosts().size();
    if (hosts - 1 < policy.minInService()) {
      report(
          play,
          "taking one of %d hosts out leaves %d in service, fewer than `min_in_service: %d`"
              .formatted(hosts, hosts - 1, policy.minInService()),
          "lower `min_in_service`, or add hosts",
          planning);
    } else if (policy.mostOut(hosts) == 0) {
      HostLimit limit = policy.maxOutOfService().orElseThrow();
      report(
          play,
          "`max_out_of_service: %s` of %d hosts is less than one, so that none could be taken out"
              .formatted(limit, hosts),
          "write a number of hosts, or a percentage of at least %d%%"
              .formatted((100 + hosts - 1) / hosts),
          planning);
    }
  }

  private static void report(PlannedPlay play, String message, String hint, Planning planning) {
    planning.diagnostics().error(Code.PLAN_CAPACITY, play.play().hosts().span(), message, hint);
  }

  /** Whether its hosts could be selected; that they could not has been reported. */
  private static boolean isKnown(PlannedPlay play) {
    return play.hosts().stream().noneMatch(host -> host.name().isEmpty());
  }
}
