package dev.drover.time;

import java.time.Duration;

/** Lets time pass. */
public interface Waiter {

  /**
   * Returns after {@code duration}.
   *
   * @throws InterruptedException if the thread is interrupted, which means that the run is being
   *     stopped
   */
  void sleep(Duration duration) throws InterruptedException;
}
