package dev.drover.run;

import dev.drover.journal.RunState;
import dev.drover.plan.Step;
import dev.drover.remote.Jobs;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The machines that keep something of jobs of this run. It is removed when the journal has the
 * ending of the step, and not before: a controller that died in between would look for it.
 */
final class IssuedJobs {

  /** What a machine keeps of a step, as whoever the door works as. */
  private record Kept(String step, Remote door, String beginning) {}

  private final Ledger ledger;
  private final Set<Kept> kept = new LinkedHashSet<>();

  IssuedJobs(Ledger ledger) {
    this.ledger = ledger;
  }

  /** A machine is about to keep something. */
  synchronized void add(Step step, Remote door, String beginning) {
    kept.add(new Kept(step.id().text(), door, beginning));
  }

  /**
   * Removes what steps that have ended have left, one command for each machine. What can't be
   * removed now is removed by a later run.
   */
  void remove() throws InterruptedException {
    for (Map.Entry<Remote, List<String>> machine : over().entrySet()) {
      try {
        new Jobs(machine.getKey()).remove(machine.getValue());
      } catch (RemoteException unreachable) {
        // It is small and private, and nobody waits for it.
      }
    }
  }

  private synchronized Map<Remote, List<String>> over() {
    RunState state = ledger.state();
    Map<Remote, List<String>> machines = new LinkedHashMap<>();
    kept.removeIf(one -> {
      boolean over = state.ended(one.step()).isPresent() && !state.mayRunOn(one.step());
      if (over) {
        machines.computeIfAbsent(one.door(), _ -> new ArrayList<>()).add(one.beginning());
      }
      return over;
    });
    return machines;
  }
}
