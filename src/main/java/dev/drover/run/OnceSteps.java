package dev.drover.run;

import dev.drover.model.Host;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps and groups that stand in several lanes and run once. The lane of their own host runs them,
 * for its names are that host's; if that lane is not in work, or waits itself, the first lane to
 * come does. The others wait for its ending. All waiting is for the ledger, which every entry and
 * every lane's end wakes.
 */
final class OnceSteps {

  /** Runs a step to its ending. */
  @FunctionalInterface
  interface Work {
    StepEnding run() throws InterruptedException;
  }

  private final Map<String, StepEnding> endings = new HashMap<>();
  private final Set<String> begun = new HashSet<>();

  StepEnding run(String id, Host subject, Host mine, Running running, Work work)
      throws InterruptedException {
    Optional<StepEnding> over =
        running
            .ledger()
            .await("what runs once, " + id, () -> look(id, subject, mine, running.strands()));
    if (over.isPresent()) {
      return over.get();
    }
    StepEnding ending = StepEnding.STOPPED; // what the others get if running it throws
    try {
      ending = work.run();
      return ending;
    } finally {
      end(id, ending, running);
    }
  }

  /** How it ended, or nothing of that if it is the caller's to run; empty if neither is so yet. */
  private Optional<Optional<StepEnding>> look(String id, Host subject, Host mine, Strands strands) {
    if (begun.contains(id)) {
      StepEnding over = endings.get(id);
      if (over == null) {
        strands.waitsFor(id, mine);
        return Optional.empty();
      }
      return Optional.of(Optional.of(over));
    }
    if (!mine.equals(subject) && strands.goesOn(subject)) {
      return Optional.empty();
    }
    begun.add(id);
    return Optional.of(Optional.empty());
  }

  private void end(String id, StepEnding ending, Running running) {
    synchronized (running.ledger()) {
      endings.put(id, ending);
      running.strands().over(id);
    }
  }

  /** These are to run again. */
  void forget(Collection<String> ids, Running running) {
    synchronized (running.ledger()) {
      begun.removeAll(ids);
      endings.keySet().removeAll(ids);
    }
  }
}
