package dev.drover.run;

import dev.drover.model.Host;
import dev.drover.model.HostLimit;
import dev.drover.plan.PlannedPlay;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** How many hosts of a play may fail before that stops it; used by all its lanes. */
final class Tolerance {

  private final Optional<HostLimit> most;
  private final int hosts;
  private final Set<Host> failed = new HashSet<>();

  Tolerance(PlannedPlay play) {
    this.most = play.play().rolling().maxFail();
    this.hosts = play.lanes().size();
  }

  /** Takes a failed host into account; true if the play bears it as if nothing had happened. */
  synchronized boolean bears(Host host) {
    failed.add(host);
    return most.isPresent() && !most.get().exceededBy(failed.size(), hosts);
  }

  /** A host that had failed is done after all. */
  synchronized void mended(Host host) {
    failed.remove(host);
  }

  /** Why the play does not bear it, for a play that says how much it bears. */
  synchronized Optional<String> words() {
    return most.map(limit ->
        failed.size()
            + (failed.size() == 1 ? " host" : " hosts")
            + " failed, more than `max_fail: "
            + limit
            + "` allows");
  }
}
