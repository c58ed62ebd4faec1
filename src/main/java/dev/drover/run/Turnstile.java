package dev.drover.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Lets in so many at once as there is room; who came first goes in first. */
final class Turnstile {

  private final Ledger ledger;
  private final String what;
  private final Deque<Ticket> waiting = new ArrayDeque<>();
  private int room;

  /** A place in the queue; no other is the same. */
  private static final class Ticket {}

  /** For {@code what}, which those who wait are waiting for. */
  Turnstile(Ledger ledger, String what, int room) {
    this.ledger = ledger;
    this.what = what;
    this.room = room;
  }

  void enter() throws InterruptedException {
    Ticket ticket = new Ticket();
    ledger.change(() -> waiting.add(ticket));
    boolean in = false;
    try {
      in = ledger.await(what, () -> turn(ticket));
    } finally {
      if (!in) {
        ledger.change(() -> waiting.remove(ticket));
      }
    }
  }

  private Optional<Boolean> turn(Ticket ticket) {
    if (room == 0 || !ticket.equals(waiting.peek())) {
      return Optional.empty();
    }
    waiting.remove();
    room--;
    return Optional.of(true);
  }

  void leave() {
    ledger.change(() -> room++);
  }
}
