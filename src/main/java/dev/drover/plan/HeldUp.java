package dev.drover.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A host that could never leave service, because of hosts that are out before the run and come back
 * only behind it, or not at all: the run would have to give up there.
 *
 * @param play where it would leave
 * @param host which one
 * @param out the hosts of the play that are out by then
 */
public record HeldUp(PlannedPlay play, String host, List<String> out) {
  public HeldUp {
    out = List.copyOf(out);
  }

  /** Says whether a host of a play may leave service. */
  @FunctionalInterface
  public interface MayLeave {
    /**
     * Whether it may.
     *
     * @param out the hosts of the play that are out
     */
    boolean may(PlannedPlay play, String host, Set<String> out);
  }

  /** The first one in a plan whose hosts were looked at; empty if nothing was out. */
  public static Optional<HeldUp> of(Plan plan, MayLeave rule) {
    return Capacity.found(plan).isEmpty() && Capacity.down(plan).isEmpty()
        ? Optional.empty()
        : new MostOut(plan, false, false).heldUp(rule);
  }

  /** The first one by the numbers of the plan's own policy. */
  public static Optional<HeldUp> of(Plan plan) {
    return of(
        plan, (play, _, out) -> out.size() < plan.runbook().policy().mostOut(play.hosts().size()));
  }
}
