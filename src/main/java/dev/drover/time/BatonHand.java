package dev.drover.time;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Somebody of a crew that passes a baton. Only who has the baton touches any of its fields, so they
 * need no guard.
 */
final class BatonHand implements Crew.Hand {

  /** What keeps somebody from working. */
  private sealed interface Rest {
    record None() implements Rest {}

    record Sleep(Instant until) implements Rest {}

    record Wait(Object monitor, String what) implements Rest {}

    record Join(BatonHand other) implements Rest {}
  }

  private final Baton baton;
  private final String name;
  private final Semaphore turn = new Semaphore(0);
  private Optional<Thread> thread;
  private Rest rest = new Rest.None();
  private boolean ended;

  BatonHand(Baton baton, String name) {
    this.baton = baton;
    this.name = name;
    this.thread = Optional.empty();
  }

  BatonHand(Baton baton, String name, Thread caller) {
    this.baton = baton;
    this.name = name;
    this.thread = Optional.of(caller);
  }

  void starts(Thread own) {
    thread = Optional.of(own);
    own.start();
  }

  @Override
  public void interrupt() {
    thread.ifPresent(Thread::interrupt);
    if (!(rest instanceof Rest.Join)) {
      wake();
    }
  }

  @Override
  public void join() {
    baton.join(this);
  }

  /** An interrupt is no reason to work without the baton; it is seen when that comes. */
  void waitForBaton() {
    turn.acquireUninterruptibly();
  }

  void takeBaton() {
    turn.release();
  }

  boolean isCaller() {
    return thread.filter(own -> own.equals(Thread.currentThread())).isPresent();
  }

  boolean canWork() {
    return rest instanceof Rest.None;
  }

  void wake() {
    rest = new Rest.None();
  }

  void sleepUntil(Instant time) {
    rest = new Rest.Sleep(time);
  }

  Optional<Instant> wakes() {
    return rest instanceof Rest.Sleep(Instant until) ? Optional.of(until) : Optional.empty();
  }

  void waitFor(Object monitor, String what) {
    rest = new Rest.Wait(monitor, what);
  }

  @SuppressWarnings("ReferenceEquality") // a monitor is that very object
  boolean waitsFor(Object other) {
    return rest instanceof Rest.Wait(Object monitor, String _) && monitor == other;
  }

  void join(BatonHand other) {
    rest = new Rest.Join(other);
  }

  boolean joins(BatonHand other) {
    return rest instanceof Rest.Join(BatonHand one) && one == other;
  }

  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public String toString() {
    return switch (rest) {
      case Rest.None _ -> name + " works";
      case Rest.Sleep(Instant until) -> name + " sleeps until " + until;
      case Rest.Wait(Object _, String what) -> name + " waits for " + what;
      case Rest.Join(BatonHand other) -> name + " waits for the end of " + other.name;
    };
  }
}
