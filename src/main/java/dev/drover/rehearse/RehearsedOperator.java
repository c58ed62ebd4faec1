package dev.drover.rehearse;

import dev.drover.journal.Entry;
import dev.drover.rehearse.Fault.Sort;
import dev.drover.run.Ledger;
import dev.drover.run.OperatorRequest;
import dev.drover.run.OperatorRequest.Verb;
import dev.drover.run.Stop;
import dev.drover.time.Baton;
import dev.drover.time.Crew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator of a rehearsed run: asks for something in the terminal of the run, or in another
 * one, as soon as there is a reason to.
 */
final class RehearsedOperator {

  private static final String NAME = "the operator";
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Baton baton;
  private final Ledger ledger;
  private final Stop stop;
  private final Crew.Hand leader;
  private final List<Crew.Hand> later = new ArrayList<>();

  /** Of a run that the caller leads. */
  RehearsedOperator(Baton baton, Ledger ledger, Stop stop) {
    this.baton = baton;
    this.ledger = ledger;
    this.stop = stop;
    this.leader = baton.self();
  }

  /** Does what a sort of fault tells. */
  void does(Sort what) {
    switch (what) {
      case OPERATOR_STOPS -> press(1);
      case OPERATOR_ABORTS -> press(2);
      case OPERATOR_PAUSES -> pauseUntil(Verb.CONTINUE);
      case OPERATOR_STOPS_PAUSED -> pauseUntil(Verb.STOP);
      default -> throw new IllegalArgumentException("no operator does that: " + what);
    }
  }

  /** Ctrl-C, so many times. */
  private void press(int times) {
    for (int i = 0; i < times; i++) {
      boolean abort = stop.askedByOperator(NAME) == Stop.Level.ABORT;
      ledger.write(new Entry.StopAsked(baton.now(), NAME, abort));
      if (abort) {
        leader.interrupt();
      }
    }
  }

  private void pauseUntil(Verb next) {
    asks(Verb.PAUSE, "");
    later.add(
        baton.start(
            NAME,
            () -> {
              try {
                baton.sleep(PAUSE);
                asks(next, "");
              } catch (InterruptedException runEnded) {
                // nobody is left to be asked for anything
              }
            }));
  }

  /** Asks for something in another terminal. */
  void asks(Verb verb, String step) {
    OperatorRequest request = new OperatorRequest(verb, NAME, "as this rehearsal wants it", step);
    if (request.refusal(ledger.state(), true).isPresent()) {
      return;
    }
    if (verb == Verb.STOP) {
      stop.askedBy(Stop.Level.AT_SAFE_POINT, NAME);
    }
    ledger.write(request.entry(baton.now()));
  }

  /** The run is over: nobody hears what is asked from here on. */
  void leaves() {
    later.forEach(Crew.Hand::interrupt);
    later.forEach(Crew.Hand::join);
  }
}
