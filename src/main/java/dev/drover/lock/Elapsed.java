package dev.drover.lock;

import dev.drover.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A moment on this machine, by two clocks: one may be set, the other may stand still while the
 * machine is suspended. What has passed since is the longer of the two.
 */
record Elapsed(Clock clock, Instant date, Duration running) {

  /** From now on. */
  static Elapsed start(Clock clock) {
    return new Elapsed(clock, clock.now(), clock.elapsed());
  }

  /** At least as long as really passed. */
  Duration most() {
    Duration steady = steady();
    Duration told = Duration.between(date, clock.now());
    return steady.compareTo(told) > 0 ? steady : told;
  }

  /** Not longer than really passed. */
  Duration steady() {
    return clock.elapsed().minus(running);
  }
}
