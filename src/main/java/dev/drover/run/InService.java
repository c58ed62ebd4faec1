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

  /** Lets a host leave if enough stay in service; a host that is out already may. */
  synchronized boolean tryLeave(Host host) {
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
    return in.size() + " of " + hosts.size() + " in service (" + String.join(", ", in) + ")";
  }

  private boolean isOut(String host) {
    return leaving.contains(host)
        || state.isOpen(new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host));
  }
}
