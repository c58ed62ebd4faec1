package dev.drover.task;

import dev.drover.remote.RemoteException;
import dev.drover.schema.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A condition that must hold several times in a row, and for some time without a break, before a
 * deadline. A look that fails because a machine does not answer counts as a look at which it did
 * not hold; refused credentials end the waiting at once, because trying again may lock the account.
 *
 * @param timeout the longest to wait
 * @param every from one look to the next
 * @param agreeing how many looks in a row must find it so
 * @param stable how long it must have been so without a break
 */
public record Gate(Duration timeout, Duration every, int agreeing, Duration stable) {
  /** Says that it still waits at least this often. */
  private static final Duration REMIND = Duration.ofSeconds(20);

  public Gate {
    if (agreeing < 1) {
      throw new IllegalArgumentException("at least one look is needed");
    }
    check(timeout, stable);
  }

  /** Refuses what could never pass. */
  public static void check(Duration timeout, Duration stable) {
    if (stable.isPositive() && stable.compareTo(timeout) >= 0) {
      throw new IllegalArgumentException(
          "`stable` (%s) must be shorter than `timeout` (%s)"
              .formatted(words(stable), words(timeout)));
    }
  }

  /** One that asks for no stable time. */
  public Gate(Duration timeout, Duration every, int agreeing) {
    this(timeout, every, agreeing, Duration.ZERO);
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
   * @param between how often it held meanwhile, in words; empty if it never did
   */
  public record Passed(boolean met, String words, Duration took, String between) {
    /** How long it took, in words. */
    public String time() {
      return Gate.words(took);
    }

    /** What was seen last, and how often it held before, for who waited in vain. */
    public String lastSeen() {
      return "last seen: " + words + (between.isEmpty() ? "" : "; " + between);
    }
  }

  /**
   * Waits until the condition holds or the time is over. Time is what passes while this waits: that
   * somebody sets the clock changes nothing.
   */
  public Passed await(RunContext context, Look look) throws RemoteException, InterruptedException {
    Duration start = context.clock().elapsed();
    Duration told = start;
    String last = "";
    GateRow row = new GateRow(this);
    for (int number = 0; ; number++) {
      Duration began = context.clock().elapsed();
      Sight sight = tolerant(look, number);
      Duration now = context.clock().elapsed();
      row.add(sight.holds(), began, now);
      Duration took = now.minus(start);
      if (row.isLongEnough()) {
        return new Passed(true, sight.words(), took, row.words());
      }
      if (took.compareTo(timeout) >= 0) {
        return new Passed(false, sight.words(), took, row.words());
      }
      String words = sight.words() + row.state();
      if (!words.equals(last) || now.minus(told).compareTo(REMIND) >= 0) {
        context.progress(words + " (" + words(took) + " of at most " + words(timeout) + ")");
        last = words;
        told = now;
      }
      Duration left = timeout.minus(took);
      context.waiter().sleep(every.compareTo(left) < 0 ? every : left);
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

  /** What it takes to pass besides the condition, for plans: behind what is waited for. */
  public String terms() {
    return (agreeing > 1 ? ", at " + agreeing + " looks in a row" : "")
        + (stable.isPositive()
            ? (agreeing > 1 ? " and for " : ", for ") + words(stable) + " without a break"
            : "");
  }

  /** A duration as runbooks write it, without what is left of a second. */
  public static String words(Duration duration) {
    return Durations.text(
        duration.toSeconds() == 0 ? duration : duration.truncatedTo(ChronoUnit.SECONDS));
  }
}
