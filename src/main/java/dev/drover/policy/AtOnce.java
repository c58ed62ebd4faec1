package dev.drover.policy;

import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.PlannedWindow.Wave;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which hosts of a play may be in work at the same moment. */
final class AtOnce {

  private final PlannedPlay play;

  AtOnce(PlannedPlay play) {
    this.play = play;
  }

  /**
   * Whether its windows let all of these be in work at once. A window that slides lets any of its
   * wave meet, for one of them may take long.
   */
  boolean may(Collection<String> names) {
    List<Host> hosts = play.changed().stream().filter(host -> names.contains(host.name())).toList();
    return hosts.size() == names.size() && together(hosts) && inOneWave(hosts);
  }

  private boolean together(List<Host> hosts) {
    return hosts.stream().allMatch(host -> play.rolling().together(hosts.getFirst(), host));
  }

  private boolean inOneWave(List<Host> hosts) {
    int before = 0;
    for (Wave wave : play.rolling().waves()) {
      int end = Math.min(before + wave.hosts(), play.lanes().size());
      boolean any = play.order() == Order.LEAST_BUSY; // who is in which wave is decided in the run
      Set<Host> own = new HashSet<>(play.changed().subList(before, end));
      if (wave.window() >= hosts.size()
          && wave.hosts() >= hosts.size()
          && (any || own.containsAll(hosts))) {
        return true;
      }
      before = end;
    }
    return false;
  }
}
