package dev.drover.task;

import dev.drover.remote.RemoteException;
import dev.drover.schema.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A condition that must hold several times in a row before a deadline. A look that fails because a
 * machine does not answer counts as a look at which it did not hold; refused credentials end the
 * waiting at once, because trying again may lock the account.
 *
 * @param timeout the longest to wait
 * @param every from one look to the next
 * @param agreeing how many looks in a row must find it so
 */
public record Gate(Duration timeout, Duration every, int agreeing) {
  /** Says that it still waits at least this often. */
  private static final Duration REMIND = Duration.ofSeconds(20);

  public Gate {
    if (agreeing < 1) {
      throw new IllegalArgumentException("at least one look is needed");
    }
  }

  /** One look. */
  @FunctionalInterface
  public interface Look {
    /**
     * Looks.
     *
     * @param number counts from 0
     */
    Sight look(int number) throws RemoteException, InterruptedException;
  }

  /**
   * What a look found.
   *
   * @param holds whether it is as it should be
   * @param words what was seen, in a few words
   */
  public record Sight(boolean holds, String words) {}

  /**
   * How the waiting ended.
   *
   * @param met whether the condition held
   * @param words what was seen last
   * @param took how long it took
   */
  public record Passed(boolean met, String words, Duration took) {
    /** How long it took, in words. */
    public String time() {
      return Gate.words(took);
    }
  }

  /** Waits until the condition holds or the time is over. */
  public Passed await(RunContext context, Look look) throws RemoteException, InterruptedException {
    Duration start = context.clock().elapsed();
    Duration told = start;
    String last = "";
    int row = 0;
    for (int number = 0; ; number++) {
      Sight sight = tolerant(look, number);
      row = sight.holds() ? row + 1 : 0;
      Duration now = context.clock().elapsed();
      Duration took = now.minus(start);
      if (row >= agreeing) {
        return new Passed(true, sight.words(), took);
      }
      if (took.compareTo(timeout) >= 0) {
        return new Passed(false, sight.words(), took);
      }
      if (!sight.words().equals(last) || now.minus(told).compareTo(REMIND) >= 0) {
        context.progress(
            sight.words() + " (" + words(took) + " of at most " + words(timeout) + ")");
        last = sight.words();
        told = now;
      }
      context.waiter().sleep(every);
    }
  }

  private static Sight tolerant(Look look, int number)
      throws RemoteException, InterruptedException {
    try {
      return look.look(number);
    } catch (RemoteException.Unreachable | RemoteException.TooSlow | RemoteException.Refused e) {
      return new Sight(false, String.valueOf(e.getMessage()));
    }
  }

  /** A duration as runbooks write it, without what is left of a second. */
  public static String words(Duration duration) {
    return Durations.text(
        duration.toSeconds() == 0 ? duration : duration.truncatedTo(ChronoUnit.SECONDS));
  }
}
