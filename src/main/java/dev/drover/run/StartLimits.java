package dev.drover.run;

import dev.drover.journal.RunState;
import dev.drover.model.MaintenanceWindow;
import dev.drover.model.Policy;
import dev.drover.plan.Lane;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the policy lets a further host be started: only within the maintenance window, and only
 * so many in all. A host that an earlier attempt left in work always goes on.
 */
final class StartLimits {

  private final Running running;
  private final Policy policy;

  /** When the window closes; the beginning of this attempt if it was closed then. */
  private final Optional<Instant> cutOff;

  StartLimits(Running running) {
    this.running = running;
    this.policy = running.plan().runbook().policy();
    this.cutOff =
        policy
            .maintenance()
            .filter(_ -> !running.ledger().state().isSetAside(MaintenanceWindow.POLICY))
            .map(window -> window.closes(running.now()).orElseGet(running::now));
  }

  /** Why a host is not started; empty if nothing is against it. */
  Optional<String> refusal(Lane lane) {
    if (cutOff.isPresent() && !running.now().isBefore(cutOff.get())) {
      return Optional.of(
          "the maintenance window (%s) is closed: no further host is started"
              .formatted(policy.maintenance().orElseThrow()));
    }
    RunState state = running.ledger().state();
    int most = policy.radius().maxHosts().orElse(Integer.MAX_VALUE);
    return state.taken() < most || state.isTaken(lane.host().name())
        ? Optional.empty()
        : Optional.of("`max_hosts: %d`: so many hosts were taken into work".formatted(most));
  }
}
