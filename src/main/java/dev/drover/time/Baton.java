package dev.drover.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A crew of which exactly one works at a time: the one that has the baton. It is passed on where
 * somebody sleeps, waits, or {@link #pass}es it, to one chosen by the seed; so what a crew does is
 * the same each time. Time stands still while anybody can work, and jumps to the next who wakes
 * when nobody can.
 *
 * <p>If all wait for each other and nobody sleeps, everybody is told so by an exception: that is a
 * mistake of whoever let them wait.
 */
public final class Baton implements Crew, Clock, Waiter {

  private final Random random;
  private final List<BatonHand> hands = new ArrayList<>();
  private final List<Throwable> broken = new ArrayList<>();
  private Instant now;
  private Optional<BatonHand> holder = Optional.empty();
  private Optional<Supplier<? extends Error>> end = Optional.empty();

  /** A crew of nobody yet, at a time. */
  public Baton(long seed, Instant start) {
    this.random = new Random(seed);
    this.now = start;
  }

  /**
   * Works as the first of the crew, in the calling thread, and returns when all of it have ended.
   * What broke in others is thrown too.
   */
  @SuppressWarnings("Finally") // what broke in others is why the leader's work failed, if it did
  public <T> T lead(String name, Callable<T> work) throws Exception {
    BatonHand leader = new BatonHand(this, name, Thread.currentThread());
    hands.add(leader);
    holder = Optional.of(leader);
    try {
      return work.call();
    } finally {
      while (hands.size() > 1) { // whoever is joined may have started another one
        hands.getLast().join();
      }
      hands.remove(leader);
      holder = Optional.empty();
      Thread.interrupted(); // whoever interrupted the leader meant this work
      if (!broken.isEmpty()) {
        throw new IllegalStateException("somebody of the crew broke", broken.getFirst());
      }
    }
  }

  /**
   * Ends the crew as a power cut does: whoever sleeps, waits or passes the baton from now on gets
   * this error. Each of them gets one of its own.
   */
  public void endBy(Supplier<? extends Error> error) {
    if (end.isEmpty()) {
      end = Optional.of(error);
    }
    hands.forEach(BatonHand::wake);
  }

  @Override
  public Hand start(String name, Runnable work) {
    BatonHand hand = new BatonHand(this, name);
    hand.starts(
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              hand.waitForBaton();
              try {
                work.run();
              } catch (RuntimeException | Error bug) {
                if (end.isEmpty()) {
                  broken.add(bug);
                }
              } finally {
                ended(hand);
              }
            }));
    hands.add(hand);
    return hand;
  }

  private void ended(BatonHand hand) {
    hand.end();
    hands.remove(hand);
    hands.stream().filter(other -> other.joins(hand)).forEach(BatonHand::wake);
    next().ifPresent(this::give);
  }

  @Override
  public Hand self() {
    return holder
        .filter(BatonHand::isCaller)
        .orElseThrow(() -> new IllegalStateException("this thread is not of the crew"));
  }

  private BatonHand me() {
    return (BatonHand) self();
  }

  /** How many are of the crew now. */
  public int size() {
    return hands.size();
  }

  /** Whom chance chooses from here on is as this seed says, whatever was before. */
  public void shuffle(long seed) {
    random.setSeed(seed);
  }

  /** Lets another one work, if one can. */
  public void pass() {
    handOver(me());
    throwEnd();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    stopIfInterrupted("sleeping");
    BatonHand me = me();
    me.sleepUntil(now.plus(duration));
    handOver(me);
    throwEnd();
    stopIfInterrupted("sleeping");
  }

  @Override
  public <T> T await(Object monitor, String what, Supplier<Optional<T>> look)
      throws InterruptedException {
    throwEnd();
    stopIfInterrupted(what);
    BatonHand me = me();
    while (true) {
      synchronized (monitor) {
        Optional<T> seen = look.get();
        if (seen.isPresent()) {
          return seen.get();
        }
        me.waitFor(monitor, what);
      }
      handOver(me);
      throwEnd();
      stopIfInterrupted(what);
    }
  }

  @Override
  public void changed(Object monitor) {
    hands.stream().filter(hand -> hand.waitsFor(monitor)).forEach(BatonHand::wake);
  }

  void join(BatonHand other) {
    BatonHand me = me();
    while (!other.hasEnded()) {
      me.join(other);
      handOver(me);
    }
  }

  private static void stopIfInterrupted(String what) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("told to end: " + what);
    }
  }

  private void throwEnd() {
    if (end.isPresent()) {
      throw end.get().get();
    }
  }

  /** Somebody else works until the baton comes back. */
  private void handOver(BatonHand me) {
    BatonHand next = next().orElse(me);
    if (next != me) {
      give(next);
      me.waitForBaton();
    }
    holder = Optional.of(me);
  }

  private void give(BatonHand next) {
    holder = Optional.of(next);
    next.takeBaton();
  }

  /** Who works next; empty if nobody is left. */
  private Optional<BatonHand> next() {
    if (hands.stream().noneMatch(BatonHand::canWork)) {
      hands.stream()
          .flatMap(hand -> hand.wakes().stream())
          .min(Instant::compareTo)
          .ifPresentOrElse(this::advance, this::deadlock);
    }
    List<BatonHand> able = hands.stream().filter(BatonHand::canWork).toList();
    return able.isEmpty()
        ? Optional.empty()
        : Optional.of(able.get(able.size() == 1 ? 0 : random.nextInt(able.size())));
  }

  private void advance(Instant to) {
    now = to.isAfter(now) ? to : now;
    Predicate<BatonHand> due = hand -> hand.wakes().filter(wake -> !wake.isAfter(now)).isPresent();
    hands.stream().filter(due).forEach(BatonHand::wake);
  }

  private void deadlock() {
    if (!hands.isEmpty()) {
      String words =
          "all wait for each other: "
              + String.join("; ", hands.stream().map(BatonHand::toString).toList());
      endBy(() -> new AssertionError(words));
    }
  }
}
