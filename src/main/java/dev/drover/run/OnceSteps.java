package dev.drover.run;

import dev.drover.model.Host;
import dev.drover.plan.Step;
import dev.drover.plan.StepId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Steps that stand in several lanes and run once. The lane of the step's own host runs it, for its
 * names are that host's; if that lane is not in work, or waits itself, the first lane to come does.
 * The others wait for its ending. All waiting is for the ledger, which every entry and every lane's
 * end wakes.
 */
final class OnceSteps {

  /** Runs a step to its ending. */
  @FunctionalInterface
  interface Work {
    StepEnding run() throws InterruptedException;
  }

  private final Map<StepId, StepEnding> endings = new HashMap<>();
  private final Set<StepId> begun = new HashSet<>();

  StepEnding run(Step step, Host mine, Running running, Work work) throws InterruptedException {
    synchronized (running.ledger()) {
      while (begun.contains(step.id())
          ? !endings.containsKey(step.id())
          : !mine.equals(step.host()) && running.goesOn(step.host())) {
        running.ledger().wait();
      }
      if (!begun.add(step.id())) {
        return endings.getOrDefault(step.id(), StepEnding.STOPPED);
      }
    }
    StepEnding ending = StepEnding.STOPPED; // what the others get if running it throws
    try {
      ending = work.run();
      return ending;
    } finally {
      synchronized (running.ledger()) {
        endings.put(step.id(), ending);
        running.ledger().notifyAll();
      }
    }
  }
}
