package dev.drover.time;

import java.time.Duration;
import java.time.Instant;

/** Tells the time. */
public interface Clock {

  /** The time now. It may step when somebody sets the machine's clock. */
  Instant now();

  /**
   * The time since some moment, for telling how long something takes: setting the machine's clock
   * does not change it.
   */
  default Duration elapsed() {
    return Duration.between(Instant.EPOCH, now());
  }
}
