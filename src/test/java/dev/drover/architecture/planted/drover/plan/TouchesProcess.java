package dev.drover.architecture.planted.drover.plan;

import java.time.Instant;

/** A planted violation: time from the machine. */
final class TouchesProcess {
  Instant now = Instant.now();
}
