package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits for something to become true, with a limit. */
final class Poll {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private Poll() {}

  /** A look that may fail. */
  interface Look {
    /** True if what is waited for is so. */
    boolean isSo() throws IOException, InterruptedException;
  }

  /**
   * Looks until it is so.
   *
   * @param complaint what the error says if it is not so in time
   */
  static void until(Waiter waiter, Duration limit, Look look, Supplier<String> complaint)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!look.isSo()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(complaint.get());
      }
      waiter.sleep(LOOK_AGAIN);
    }
  }
}
