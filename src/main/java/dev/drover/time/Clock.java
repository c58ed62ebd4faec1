package dev.drover.time;

import java.time.Instant;

/** Tells the time. */
public interface Clock {

  /** The time now. */
  Instant now();
}
