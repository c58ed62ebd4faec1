package dev.drover.run;

import dev.drover.model.Iteration;
import dev.drover.plan.Step;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the promise of {@code throttle}: only so many hosts are in a task at once. Whoever is let
 * in goes on without waiting for other hosts, so nobody waits for ever.
 */
final class Throttles {

  private final Ledger ledger;
  private final Map<String, Turnstile> doors = new ConcurrentHashMap<>();

  Throttles(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Runs a step of a play as soon as its task has room. */
  StepEnding run(String play, Step step, OnceSteps.Work work) throws InterruptedException {
    OptionalInt most = step.task().keywords().throttle();
    if (most.isEmpty() || step.once()) {
      return work.run();
    }
    String task = step.task().wiring().iteration().map(Iteration::task).orElse(step.task().id());
    String place = play + "/" + task;
    Turnstile door =
        doors.computeIfAbsent(
            place, _ -> new Turnstile(ledger, "`throttle` of " + place, most.getAsInt()));
    door.enter();
    try {
      return work.run();
    } finally {
      door.leave();
    }
  }
}
