package dev.drover.lock;

import dev.drover.lock.LeaseStore.Seen;
import dev.drover.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** How long a lease has not been renewed while somebody watched it, by the watcher's own clock. */
final class Standstill {

  private final Clock clock;
  private Optional<Seen> first = Optional.empty();
  private Elapsed since;

  Standstill(Clock clock) {
    this.clock = clock;
    this.since = Elapsed.start(clock);
  }

  /** Whether it was the same for longer than it lasts, up to and with this look. */
  boolean isLongerThanItLasts(Seen seen) {
    boolean same = first.map(before -> before.generation() == seen.generation()).orElse(false);
    if (!same) {
      first = Optional.of(seen);
      since = Elapsed.start(clock);
    }
    Duration expiry = seen.lease().map(lease -> lease.claim().expiry()).orElse(Claim.EXPIRY);
    return same && since.steady().compareTo(expiry.plus(Seen.GRACE)) > 0;
  }
}
