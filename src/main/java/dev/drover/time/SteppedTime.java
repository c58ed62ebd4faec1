package dev.drover.time;

import java.time.Duration;
import java.time.Instant;

/** A time that stands still until somebody sleeps in it; sleeping takes no real time. */
public final class SteppedTime implements Clock, Waiter {

  private Instant now;

  /** Starts at {@code start}. */
  public SteppedTime(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped while waiting " + duration);
    }
    now = now.plus(duration);
  }
}
