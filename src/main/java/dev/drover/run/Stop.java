package dev.drover.run;

/** Whether the run goes on, and how far hosts in work still go. It only ever becomes stricter. */
public final class Stop {

  /** How strictly it is stopped. */
  public enum Level {
    /** Not at all. */
    GO_ON,
    /** No further host is started; hosts in work finish their tasks. */
    START_NOTHING,
    /** Hosts in work go on until nothing of theirs is open. */
    AT_SAFE_POINT,
    /** Everything ends now. */
    ABORT
  }

  private Level level = Level.GO_ON;
  private String why = "";
  private boolean asked;

  /** Stops at least as strictly as {@code asked}; the first reason is kept. */
  public synchronized void ask(Level asked, String reason) {
    if (asked.compareTo(level) > 0) {
      level = asked;
      why = why.isEmpty() ? reason : why;
    }
    notifyAll();
  }

  /**
   * The operator asks: at first for a stop at the safe points, then for the end of everything.
   *
   * @return the level that this asked for
   */
  public synchronized Level askedByOperator(String reason) {
    Level level = asked ? Level.ABORT : Level.AT_SAFE_POINT;
    asked = true;
    ask(level, reason);
    return level;
  }

  /** How strictly it is stopped by now. */
  public synchronized Level level() {
    return level;
  }

  /** True if no further host may be started. */
  public synchronized boolean startsNothing() {
    return level != Level.GO_ON;
  }

  /** Why; empty if it is not stopped. */
  public synchronized String why() {
    return why;
  }
}
