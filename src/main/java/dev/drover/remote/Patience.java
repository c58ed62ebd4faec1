package dev.drover.remote;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How long a machine that was reached before and is lost is tried again, first soon and then more
 * and more rarely.
 *
 * @param longest from the loss to the last attempt; zero for none
 */
public record Patience(Duration longest) {

  /** Where nothing can be lost, or nobody wants to wait. */
  public static final Patience NONE = new Patience(Duration.ZERO);

  /** Long enough for a switch or a firewall to come back, short enough for an operator. */
  public static final Patience USUAL = new Patience(Duration.ofMinutes(2));

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration MOST = Duration.ofSeconds(15);

  /** The attempts after a loss that happens now. */
  Attempts attempts() {
    return new Attempts(System.nanoTime() + longest.toNanos());
  }

  /** Counts down from a loss. */
  static final class Attempts {

    private final long end;
    private Duration pause = FIRST;

    private Attempts(long end) {
      this.end = end;
    }

    /** Lets the time pass until another attempt is due; false if none is. */
    boolean another() throws InterruptedException {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      boolean never =
          new CountDownLatch(1).await(Math.min(left, pause.toNanos()), TimeUnit.NANOSECONDS);
      if (never) {
        throw new IllegalStateException("nobody counts down");
      }
      pause = pause.multipliedBy(2).compareTo(MOST) < 0 ? pause.multipliedBy(2) : MOST;
      return true;
    }
  }
}
