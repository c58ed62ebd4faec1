package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.model.Host;
import dev.drover.model.Policy;
import dev.drover.plan.SecondSight;
import dev.drover.task.Bracket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the promises of {@code min_in_service}, {@code max_out_of_service} and {@code whole_group}:
 * a host leaves service only if few enough others are out, and another one of each of its groups
 * stays.
 */
final class InService {

  private final List<Host> hosts;
  private final Policy policy;
  private final Map<String, Set<String>> groups;
  private final RunState state;

  /** How many steps of each host may take it out now: it may leave before the journal says so. */
  private final Map<String, Integer> leaving = new HashMap<>();

  InService(List<Host> hosts, Policy policy, Map<String, Set<String>> groups, RunState state) {
    this.hosts = List.copyOf(hosts);
    this.policy = policy;
    this.groups = Map.copyOf(groups);
    this.state = state;
  }

  /** What became of the wish to leave. */
  enum Leave {
    GRANTED,
    REFUSED,
    STOPPED
  }

  /**
   * Lets a host leave if enough stay in service, else waits for others of the window to come back.
   * Ends when nobody is in work who could: others have time limits of their own, so this needs
   * none.
   *
   * @param lane whose lane waits; that of another host, if it runs the step for all
   */
  Leave leave(Host host, Host lane, Running running) throws InterruptedException {
    lookAgain(host, running);
    AtomicBoolean waits = new AtomicBoolean();
    try {
      // whatever is journaled, and each lane that ends, wakes us
      return running
          .ledger()
          .await(
              host + " to be allowed to leave service",
              () -> {
                Optional<Leave> leave = look(host, lane, running, waits);
                leave.ifPresent(_ -> goesOn(lane, running, waits));
                return leave;
              });
    } finally {
      goesOn(lane, running, waits);
    }
  }

  /** Somebody may have brought back what was down; nobody need wait for it then. */
  private void lookAgain(Host host, Running running) throws InterruptedException {
    if (isFree(host)) {
      return;
    }
    SecondSight sight = new SecondSight(running.plan(), running.means().doors());
    for (Host other : hosts) {
      if (state.down().containsKey(other.name()) && sight.serves(other)) {
        running.ledger().write(new Entry.HostServes(running.now(), other.name()));
      }
    }
  }

  private synchronized boolean isFree(Host host) {
    return isOut(host.name())
        || (out() < policy.mostOut(hosts.size()) && lastOf(host.name()).isEmpty());
  }

  private Optional<Leave> look(Host host, Host lane, Running running, AtomicBoolean waits) {
    if (tryLeave(host)) {
      return Optional.of(Leave.GRANTED);
    }
    if (waits.compareAndSet(false, true)) {
      running.strands().waits(lane, true);
    }
    if (running.stop().level().compareTo(Stop.Level.AT_SAFE_POINT) >= 0) {
      return Optional.of(Leave.STOPPED);
    }
    return running.strands().allWait() ? Optional.of(Leave.REFUSED) : Optional.empty();
  }

  /** In the same moment in which it may leave, for others must not take it for waiting then. */
  private static void goesOn(Host lane, Running running, AtomicBoolean waits) {
    if (waits.compareAndSet(true, false)) {
      running.strands().waits(lane, false);
    }
  }

  /** A host that is out already may leave: nobody less serves then. */
  private synchronized boolean tryLeave(Host host) {
    boolean may = isFree(host);
    if (may) {
      leaving.merge(host.name(), 1, Integer::sum);
    }
    return may;
  }

  /** A group of which a host is the last one in service. */
  private Optional<String> lastOf(String host) {
    return groups.entrySet().stream()
        .filter(group -> group.getValue().contains(host))
        .filter(group ->
            group.getValue().stream().allMatch(other -> other.equals(host) || isOut(other)))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }

  private long out() {
    return hosts.stream().filter(host -> isOut(host.name())).count();
  }

  /** A host's leaving is in the journal by now, or did not take place. */
  synchronized void recorded(Host host) {
    leaving.computeIfPresent(host.name(), (_, count) -> count == 1 ? null : count - 1);
  }

  /** Why a host may not leave. */
  synchronized String refusal(Host host) {
    List<String> in = hosts.stream().map(Host::name).filter(name -> !isOut(name)).toList();
    int most = policy.maxOutOfService().map(limit -> limit.of(hosts.size())).orElse(hosts.size());
    boolean tooMany = hosts.size() - in.size() >= most;
    boolean few = out() >= policy.mostOut(hosts.size());
    if (!few && lastOf(host.name()).isPresent()) {
      return "taking %s out would break `whole_group`: it is the last one of `%s` in service"
          .formatted(host, lastOf(host.name()).get());
    }
    return "taking %s out would break `%s`: %d of %d in service (%s)"
        .formatted(
            host,
            tooMany
                ? "max_out_of_service: " + policy.maxOutOfService().orElseThrow()
                : "min_in_service: " + policy.minInService(),
            in.size(),
            hosts.size(),
            String.join(", ", in));
  }

  /**
   * What somebody else had taken out before the run stays out, so it does not serve either; nor
   * does what was down, until it comes back.
   */
  private boolean isOut(String host) {
    Bracket out = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host);
    return leaving.containsKey(host)
        || state.isOpen(out)
        || state.wasFound(out)
        || state.down().containsKey(host);
  }
}
