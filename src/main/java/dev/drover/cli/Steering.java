package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.run.Inbox;
import dev.drover.run.Ledger;
import dev.drover.run.Means;
import dev.drover.run.Operator;
import dev.drover.run.OperatorRequest;
import dev.drover.run.Stop;
import dev.drover.run.Stop.Level;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Stops a run when somebody wants that: by a signal, from another terminal, or for its leases. */
final class Steering {

  private final Stop stop;
  private final Ledger ledger;
  private final Terminal terminal;
  private final Thread walking = Thread.currentThread();
  private boolean walked;

  /** Of the run that this thread is about to walk. */
  Steering(Stop stop, Ledger ledger, Terminal terminal) {
    this.stop = stop;
    this.ledger = ledger;
    this.terminal = terminal;
  }

  /** From now on, hears signals to this process, after those that came since it has leases. */
  void hearSignals(Interrupts interrupts) {
    interrupts.heardBy(this::signalled);
  }

  /** Hears what is asked in other terminals, until the thread is interrupted. */
  void hearRequests(Path directory, Means means) {
    try {
      new Operator(new Inbox(directory), ledger, means, this::asked).listen();
    } catch (IOException | UncheckedIOException e) {
      terminal.tell(
          "drover: what is asked in other terminals is no longer heard: " + e.getMessage());
    }
  }

  private void signalled(String by) {
    Level level = stop.askedByOperator(by);
    ledger.write(
        new Entry.StopAsked(SystemTime.SYSTEM.now(), Places.operator(), level == Level.ABORT));
    interruptIf(level);
  }

  private void asked(OperatorRequest request) {
    Level level = request.verb() == OperatorRequest.Verb.ABORT ? Level.ABORT : Level.AT_SAFE_POINT;
    stop.askedBy(level, request.by() + (request.reason().isEmpty() ? "" : ": " + request.reason()));
    ledger.write(request.entry(SystemTime.SYSTEM.now()));
    interruptIf(level);
  }

  /** Ends the run now, for a reason that the journal is told first. */
  void abort(Entry told, String why) {
    ledger.write(told);
    stop.ask(Level.ABORT, why);
    interruptIf(Level.ABORT);
  }

  /** The run was walked to its end: nothing interrupts what this thread does now. */
  synchronized void walked() {
    walked = true;
    Thread.interrupted(); // whoever aborted the run did not mean this
  }

  private synchronized void interruptIf(Level level) {
    if (level == Level.ABORT && !walked) {
      walking.interrupt();
    }
  }
}
