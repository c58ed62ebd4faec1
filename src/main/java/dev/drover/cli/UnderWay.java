package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.notify.Notifier;
import dev.drover.report.RunConsole;
import dev.drover.run.Ledger;
import dev.drover.run.Means;
import dev.drover.run.Stop;
import dev.drover.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A run while it is worked at: its leases are kept, its console is alive, who steers it is heard,
 * and who is to be told of it is told.
 */
record UnderWay(
    Ledger ledger,
    Means means,
    RunConsole console,
    Locking locking,
    Notifier notifier,
    Terminal terminal) {

  private static final Duration TICK = Duration.ofSeconds(1);

  /** What is done with a run. */
  @FunctionalInterface
  interface Work {
    Verdict done(Ledger ledger, Stop stop, Means means, RunConsole console);
  }

  /**
   * Does it.
   *
   * @param first what the journal is told before
   * @param requests where other terminals leave what they ask for
   */
  Verdict worked(List<Entry> first, Path requests, Work work) throws InterruptedException {
    notifier.start(ledger::write);
    first.forEach(ledger::write);
    locking.entries().forEach(ledger::write);
    Stop stop = new Stop();
    Steering steering = new Steering(stop, ledger, terminal);
    steering.hearSignals(locking.interrupts());
    try (Companion _ = locking.keep(steering, terminal);
        Companion _ = Companion.of(() -> steering.hearRequests(requests, means));
        Companion _ = Companion.of(this::beat)) {
      return work.done(ledger, stop, means, console);
    } finally {
      steering.walked();
      locking.release(ledger);
      notifier.finish();
    }
  }

  /** Lets the console show that the run is alive. */
  private void beat() throws InterruptedException {
    while (true) {
      SystemTime.SYSTEM.sleep(TICK);
      console.tick();
    }
  }
}
