package dev.drover.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tries again what a lost connection has cut off. A machine that was never reached is not tried
 * twice: it may be down, or its address may be wrong.
 */
final class Retries {

  /** What held so long was no part of the loss before. */
  private static final Duration HELD = Duration.ofSeconds(10);

  /** Something that a connection can be lost in. */
  @FunctionalInterface
  interface Work<T> {
    T go() throws RemoteException, InterruptedException;
  }

  private final Patience patience;
  private volatile boolean reached;

  Retries(Patience patience) {
    this.patience = patience;
  }

  /** The same with so much patience at most, for a machine that was reached. */
  Retries atMost(Duration longest) {
    Retries shorter =
        new Retries(patience.longest().compareTo(longest) < 0 ? patience : new Patience(longest));
    shorter.reached = true;
    return shorter;
  }

  /** Does it until the connection holds, as long as patience lasts after each loss. */
  <T> T whileLost(Consumer<String> told, Work<T> work)
      throws RemoteException, InterruptedException {
    Optional<Patience.Attempts> attempts = Optional.empty();
    while (true) {
      long began = System.nanoTime();
      try {
        return noted(work);
      } catch (RemoteException.Unreachable | RemoteException.TooSlow lost) {
        if (attempts.isEmpty() || (System.nanoTime() - began > HELD.toNanos() && begun(lost))) {
          attempts = Optional.of(patience.attempts());
        }
        if (!reached || !attempts.get().another()) {
          throw lost;
        }
        told.accept("the connection was lost; connecting again");
      }
    }
  }

  /**
   * Does it once more if it was cut off and that does no harm, and as often as nobody has heard of
   * it.
   */
  <T> T once(boolean harmless, Work<T> work) throws RemoteException, InterruptedException {
    Optional<Patience.Attempts> attempts = Optional.empty();
    boolean repeated = false;
    while (true) {
      try {
        return noted(work);
      } catch (RemoteException.Unreachable lost) {
        if (lost.begun() && (repeated || !harmless)) {
          throw lost;
        }
        repeated |= lost.begun();
        if (attempts.isEmpty()) {
          attempts = Optional.of(patience.attempts());
        }
        if (!reached || !attempts.get().another()) {
          throw lost;
        }
      }
    }
  }

  private <T> T noted(Work<T> work) throws RemoteException, InterruptedException {
    try {
      T done = work.go();
      reached = true;
      return done;
    } catch (RemoteException lost) {
      reached |= begun(lost);
      throw lost;
    }
  }

  private static boolean begun(RemoteException lost) {
    return lost instanceof RemoteException.Unreachable unreachable && unreachable.begun();
  }
}
