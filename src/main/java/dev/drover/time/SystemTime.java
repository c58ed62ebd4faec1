package dev.drover.time;

import java.time.Duration;
import java.time.Instant;

/** The time of this machine. */
public enum SystemTime implements Clock, Waiter {
  SYSTEM;

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime());
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }
}
