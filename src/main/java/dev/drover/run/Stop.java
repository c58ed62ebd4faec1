package dev.drover.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the run goes on, and how far hosts in work still go. It only ever becomes stricter, but
 * for the failure of a host that is done after all.
 */
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

  /**
   * A reason to stop.
   *
   * @param host whose failure it is; empty if it is no host's
   */
  private record Cause(Level level, String why, String host) {}

  private final List<Cause> causes = new ArrayList<>();
  private boolean asked;

  /** Stops at least as strictly as {@code asked}. */
  public synchronized void ask(Level asked, String reason) {
    ask(asked, reason, "");
  }

  /** The same for the failure of a host. */
  synchronized void ask(Level asked, String reason, String host) {
    causes.add(new Cause(asked, reason, host));
    notifyAll();
  }

  /**
   * A host that had failed is done after all. Where its failure has only kept others from starting,
   * they may start now; what else has ended for it stays so.
   */
  synchronized void mended(String host) {
    causes.removeIf(cause -> cause.level() == Level.START_NOTHING && cause.host().equals(host));
  }

  /**
   * The operator asks: at first for a stop at the safe points, then for the end of everything.
   *
   * @param by who, or by what
   * @return the level that this asked for
   */
  public synchronized Level askedByOperator(String by) {
    Level level = asked ? Level.ABORT : Level.AT_SAFE_POINT;
    asked = true;
    askedBy(level, by);
    return level;
  }

  /** Somebody asks for a level. */
  public void askedBy(Level level, String by) {
    ask(level, (level == Level.ABORT ? "aborted by " : "stopped by ") + by);
  }

  /** How strictly it is stopped by now. */
  public synchronized Level level() {
    return causes.stream().map(Cause::level).max(Comparator.naturalOrder()).orElse(Level.GO_ON);
  }

  /** True if no further host may be started. */
  public synchronized boolean startsNothing() {
    return level() != Level.GO_ON;
  }

  /** What aborted it, else the first reason to stop; empty if it is not stopped. */
  public synchronized String why() {
    Stream<Cause> aborts = causes.stream().filter(cause -> cause.level() == Level.ABORT);
    return Stream.concat(aborts, causes.stream()).findFirst().map(Cause::why).orElse("");
  }
}
