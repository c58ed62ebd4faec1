package dev.drover.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Lets in so many at once as there is room; who came first goes in first. */
final class Turnstile {

  private final Ledger ledger;
  private final String what;
  private final Deque<Object> waiting = new ArrayDeque<>();
  private int room;

  /** For {@code what}, which those who wait are waiting for. */
  Turnstile(Ledger ledger, String what, int room) {
    this.ledger = ledger;
    this.what = what;
    this.room = room;
  }

  void enter() throws InterruptedException {
    Object ticket = new Object();
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

  private Optional<Boolean> turn(Object ticket) {
    if (room == 0 || waiting.peek() != ticket) {
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
