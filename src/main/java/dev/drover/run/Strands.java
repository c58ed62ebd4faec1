package dev.drover.run;

import dev.drover.model.Host;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is in work, and who of them waits for others. A lane is one strand, and while branches of it
 * run in parallel it is as many as there are branches; each may wait by itself. Guarded by the
 * ledger, which whoever waits for a strand waits for.
 */
final class Strands {

  private final Ledger guard;

  /** How many strands each host in work has. */
  private final Map<Host, Integer> inWork = new HashMap<>();

  /** How many of them wait to leave service. */
  private final Map<Host, Integer> leaving = new HashMap<>();

  /** Whose strands wait for the end of what runs once, by its address. */
  private final Map<String, Set<Host>> forOnce = new HashMap<>();

  Strands(Ledger guard) {
    this.guard = guard;
  }

  void started(Host host) {
    branched(host, 1);
  }

  /** A strand became more: so many as there are branches, itself being one of them. */
  void branched(Host host, int more) {
    synchronized (guard) {
      inWork.merge(host, more, Integer::sum);
    }
  }

  void ended(Host host) {
    synchronized (guard) {
      less(inWork, host);
      guard.crew().changed(guard);
    }
  }

  /** A strand waits to leave service, and so nobody may wait for it; or it goes on. */
  void waits(Host host, boolean waits) {
    synchronized (guard) {
      if (waits) {
        leaving.merge(host, 1, Integer::sum);
      } else {
        less(leaving, host);
      }
      guard.crew().changed(guard);
    }
  }

  /** A strand waits for the end of what runs once. */
  void waitsFor(String once, Host host) {
    synchronized (guard) {
      if (forOnce.computeIfAbsent(once, _ -> new HashSet<>()).add(host)) {
        guard.crew().changed(guard); // else those who wait would wake each other for ever
      }
    }
  }

  /** What runs once has ended: whoever waited for that goes on from this moment. */
  void over(String once) {
    synchronized (guard) {
      forOnce.remove(once);
      guard.crew().changed(guard);
    }
  }

  /** True while all strands wait for others: nothing will change by itself. */
  boolean allWait() {
    synchronized (guard) {
      Map<Host, Integer> waiting = new HashMap<>(leaving);
      forOnce.values().stream()
          .flatMap(Set::stream)
          .forEach(host -> waiting.merge(host, 1, Integer::sum));
      return inWork.entrySet().stream()
          .allMatch(entry -> waiting.getOrDefault(entry.getKey(), 0) >= entry.getValue());
    }
  }

  /** True while a strand of a host is in work and does not wait to leave service. */
  boolean goesOn(Host host) {
    synchronized (guard) {
      return inWork.getOrDefault(host, 0) > leaving.getOrDefault(host, 0);
    }
  }

  private static void less(Map<Host, Integer> counts, Host host) {
    counts.computeIfPresent(host, (_, count) -> count == 1 ? null : count - 1);
  }
}
