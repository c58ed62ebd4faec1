package dev.drover.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most hosts of a play that something may be true of.
 *
 * @param number of hosts, or a share of them
 */
public record HostLimit(int number, boolean percent) {

  private static final Pattern WRITTEN = Pattern.compile("(0|[1-9][0-9]{0,5})(%?)");

  /** What is written as {@code 3} or {@code 25%}; empty if it is neither. */
  public static Optional<HostLimit> parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    boolean percent = !written.group(2).isEmpty();
    int number = Integer.parseInt(written.group(1));
    return percent && number > 999 ? Optional.empty() : Optional.of(new HostLimit(number, percent));
  }

  /** Whether that many are more than the limit allows. */
  public boolean exceededBy(int some, int hosts) {
    return percent ? some * 100L > (long) number * hosts : some > number;
  }

  /** The most that it allows of {@code hosts} hosts; a share is rounded down. */
  public int of(int hosts) {
    return percent ? (int) ((long) number * hosts / 100) : number;
  }

  @Override
  public String toString() {
    return number + (percent ? "%" : "");
  }
}
