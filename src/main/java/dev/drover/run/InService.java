package dev.drover.run;

import dev.drover.journal.RunState;
import dev.drover.model.Host;
import dev.drover.task.Bracket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the promise of {@code min_in_service}: a host leaves service only if enough others stay.
 */
final class InService {

  private final List<Host> hosts;
  private final int minimum;
  private final RunState state;

  /** Hosts that may leave now, but whose leaving is not in the journal yet. */
  private final Set<String> leaving = new HashSet<>();

  InService(List<Host> hosts, int minimum, RunState state) {
    this.hosts = List.copyOf(hosts);
    this.minimum = minimum;
    this.state = state;
  }

  /** What became of the wish to leave. */
  enum Leave {
    GRANTED,
    TOO_FEW,
    STOPPED
  }

  /**
   * Lets a host leave if enough stay in service, else waits for others of the window to come back.
   * Ends when nobody is in work who could: others have time limits of their own, so this needs
   * none.
   */
  Leave leave(Host host, Running running) throws InterruptedException {
    synchronized (running.ledger()) {
      try {
        while (!tryLeave(host)) {
          running.laneWaits(host, true);
          if (running.stop().level().compareTo(Stop.Level.AT_SAFE_POINT) >= 0) {
            return Leave.STOPPED;
          }
          if (running.allWait()) {
            return Leave.TOO_FEW;
          }
          running.ledger().wait(); // whatever is journaled, and each lane that ends, wakes us
        }
        return Leave.GRANTED;
      } finally {
        running.laneWaits(host, false);
      }
    }
  }

  /** A host that is out already may leave. */
  private synchronized boolean tryLeave(Host host) {
    if (isOut(host.name())) {
      return true;
    }
    long staying =
        hosts.stream().filter(other -> !other.equals(host) && !isOut(other.name())).count();
    if (staying < minimum) {
      return false;
    }
    leaving.add(host.name());
    return true;
  }

  /** A host's leaving is in the journal by now, or did not take place. */
  synchronized void recorded(Host host) {
    leaving.remove(host.name());
  }

  /** The hosts in service, in words. */
  synchronized String describe() {
    List<String> in = hosts.stream().map(Host::name).filter(name -> !isOut(name)).toList();
    return "%d of %d in service (%s)".formatted(in.size(), hosts.size(), String.join(", ", in));
  }

  private boolean isOut(String host) {
    return leaving.contains(host)
        || state.isOpen(new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host));
  }
}
