package dev.drover.task;

import java.time.Duration;

/**
 * The looks of a {@link Gate}: how often in a row, and since when without a break, its condition
 * has held. A look that comes much later than it was due, for instance because the controller was
 * frozen, proves nothing of the time before it.
 */
final class GateRow {

  /** A look may come so much later than it is due. */
  private static final Duration LATE = Duration.ofSeconds(10);

  private final Gate gate;
  private int looks;
  private int held;
  private int row;
  private int longestRow;
  private Duration since = Duration.ZERO;
  private Duration until = Duration.ZERO;
  private Duration longest = Duration.ZERO;

  GateRow(Gate gate) {
    this.gate = gate;
  }

  /**
   * Adds a look.
   *
   * @param began when it began; the condition is only known to have held when it had ended
   */
  void add(boolean holds, Duration began, Duration ended) {
    boolean late = began.minus(until).compareTo(gate.every().plus(LATE)) > 0;
    looks++;
    if (!holds) {
      row = 0;
      return;
    }
    held++;
    if (row == 0 || (late && gate.stable().isPositive())) {
      row = 0;
      since = ended;
    }
    row++;
    until = ended;
    longestRow = Math.max(longestRow, row);
    Duration time = ended.minus(since);
    longest = longest.compareTo(time) < 0 ? time : longest;
  }

  /** Whether it is enough. */
  boolean isLongEnough() {
    return row >= gate.agreeing() && row > 0 && until.minus(since).compareTo(gate.stable()) >= 0;
  }

  /** What is still missing although the condition holds, behind what was seen. */
  String state() {
    return row == 0 || !gate.stable().isPositive()
        ? ""
        : ", must stay so for " + Gate.words(gate.stable());
  }

  /** How often it held, if it did. */
  String words() {
    if (held == 0) {
      return "";
    }
    String row =
        gate.agreeing() > 1
            ? ", at most %d in a row, and %d are needed".formatted(longestRow, gate.agreeing())
            : "";
    String time =
        gate.stable().isPositive()
            ? ", for %s at the longest, and %s are needed"
                .formatted(Gate.words(longest), Gate.words(gate.stable()))
            : "";
    return "it was so at %d of %d looks".formatted(held, looks) + row + time;
  }
}
