package dev.drover.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Those who work at the same time, and the one way in which they wait for each other. Real ones are
 * threads; rehearsed ones take turns, so that each rehearsal goes the same way.
 *
 * <p>Nobody may hold a monitor while waiting or sleeping: in a rehearsal it would be kept.
 */
public interface Crew {

  /** Somebody at work. */
  interface Hand {
    /** Tells it to end, or to go on from where it sleeps or waits. */
    void interrupt();

    /** Waits until it has ended, even if the caller is told to end meanwhile. */
    void join();
  }

  /** Starts work beside that of the caller. */
  Hand start(String name, Runnable work);

  /** The caller. */
  Hand self();

  /**
   * Waits until {@code look} sees something, which it is asked for at once and then whenever
   * something {@link #changed}. It is asked by one at a time, holding the monitor.
   *
   * @param what what is waited for, in words
   * @throws InterruptedException if the caller is interrupted, even if there is nothing to wait for
   */
  <T> T await(Object monitor, String what, Supplier<Optional<T>> look) throws InterruptedException;

  /** Something changed that others may wait for at this monitor: they look again. */
  void changed(Object monitor);

  /**
   * Does things side by side and returns what they answer, in their order. Returns when all have
   * ended, also if the caller is interrupted; then they are too.
   */
  default <T> List<T> all(String name, List<? extends Callable<T>> works)
      throws InterruptedException {
    SideWork<T> side = new SideWork<>();
    List<Hand> hands = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      int place = i;
      hands.add(start(name, () -> side.run(this, place, works.get(place))));
    }
    try {
      return await(side, name, () -> side.answers(works.size()));
    } catch (InterruptedException aborted) {
      hands.forEach(Hand::interrupt);
      throw aborted;
    } finally {
      hands.forEach(Hand::join);
    }
  }
}
