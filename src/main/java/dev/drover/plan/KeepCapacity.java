package dev.drover.plan;

import dev.drover.diag.Code;

/** Reports a play that could never run without breaking {@code min_in_service}. */
final class KeepCapacity implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    int minimum = plan.runbook().policy().minInService();
    for (PlannedPlay play : plan.plays()) {
      int hosts = play.hosts().size();
      boolean takesOut = Capacity.takesOut(play);
      if (takesOut && isKnown(play) && hosts - 1 < minimum) {
        planning
            .diagnostics()
            .error(
                Code.PLAN_CAPACITY,
                play.play().hosts().span(),
                "taking one of "
                    + hosts
                    + " hosts out leaves "
                    + (hosts - 1)
                    + " in service, fewer than `min_in_service: "
                    + minimum
                    + "`",
                "lower `min_in_service`, or add hosts");
      }
    }
    return plan;
  }

  /** Whether its hosts could be selected; that they could not has been reported. */
  private static boolean isKnown(PlannedPlay play) {
    return play.hosts().stream().noneMatch(host -> host.name().isEmpty());
  }
}
