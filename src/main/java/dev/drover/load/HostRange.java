package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import java.util.List;
import java.util.stream.IntStream;

/** Writes out the ranges of a host entry: {@code node[01:50]}, {@code [a:f]}, {@code [0:10:2]}. */
final class HostRange {

  /** More machines than one line should ever name; a slip of the keyboard can ask for billions. */
  private static final int MOST = 100_000;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private HostRange() {}

  /**
   * Adds the names that an entry stands for; false if a range in it is wrong, which is reported.
   */
  static boolean expand(String entry, Span span, List<String> names, Diagnostics diagnostics) {
    int open = entry.indexOf('[');
    int close = entry.indexOf(']', Math.max(open, 0));
    if (open < 0 && close < 0) {
      names.add(entry);
      return true;
    }
    if (open < 0 || close < 0) {
      return wrong(
          span, diagnostics, "a bracket of a range is missing", "write it as `node[01:20]`");
    }
    List<String> values = values(entry.substring(open + 1, close), span, diagnostics);
    for (String value : values) {
      String name = entry.substring(0, open) + value + entry.substring(close + 1);
      if (!expand(name, span, names, diagnostics)) {
        return false;
      }
      if (names.size() > MOST) {
        return wrong(span, diagnostics, "this stands for more than 100000 hosts", "split it");
      }
    }
    return !values.isEmpty();
  }

  /** What a range stands for; empty if it is wrong. */
  private static List<String> values(String range, Span span, Diagnostics diagnostics) {
    String[] bounds = range.split(":", -1);
    String first = bounds[0].isEmpty() ? "0" : bounds[0];
    String problem;
    if (bounds.length < 2 || bounds.length > 3) {
      problem = "`[" + range + "]` is no range";
    } else if (bounds[1].isEmpty()) {
      problem = "the range `[" + range + "]` has no end";
    } else if (bounds.length == 3 && !bounds[2].matches("0*[1-9][0-9]{0,6}")) {
      problem = "`" + bounds[2] + "` is no step of a range";
    } else {
      int step = bounds.length == 3 ? Integer.parseInt(bounds[2]) : 1;
      if (isLetter(first) && isLetter(bounds[1])) {
        return letters(first, bounds[1], step, range, span, diagnostics);
      }
      if (first.matches("[0-9]{1,9}") && bounds[1].matches("[0-9]{1,9}")) {
        return numbers(first, bounds[1], step, range, span, diagnostics);
      }
      problem = "the range `[" + range + "]` needs two numbers or two letters";
    }
    wrong(span, diagnostics, problem, "write `[first:last]` or `[first:last:step]`, as in [01:20]");
    return List.of();
  }

  private static boolean isLetter(String text) {
    return text.length() == 1 && LETTERS.contains(text);
  }

  private static List<String> letters(
      String first, String last, int step, String range, Span span, Diagnostics diagnostics) {
    int from = LETTERS.indexOf(first);
    int to = LETTERS.indexOf(last);
    if (from > to) {
      backwards(range, span, diagnostics);
      return List.of();
    }
    return IntStream.iterate(from, i -> i <= to, i -> i + step)
        .mapToObj(i -> LETTERS.substring(i, i + 1))
        .toList();
  }

  private static List<String> numbers(
      String first, String last, int step, String range, Span span, Diagnostics diagnostics) {
    boolean filled = first.startsWith("0") && first.length() > 1;
    if (filled && first.length() != last.length()) {
      wrong(
          span,
          diagnostics,
          "the ends of the range `[" + range + "]` differ in length",
          "write both with the same number of digits, as in [01:20]");
      return List.of();
    }
    int from = Integer.parseInt(first);
    int to = Integer.parseInt(last);
    if (from > to) {
      backwards(range, span, diagnostics);
      return List.of();
    }
    if ((to - from) / step >= MOST) {
      wrong(span, diagnostics, "this stands for more than 100000 hosts", "split it");
      return List.of();
    }
    String form = filled ? "%0" + first.length() + "d" : "%d";
    return IntStream.iterate(from, i -> i <= to, i -> i + step).mapToObj(form::formatted).toList();
  }

  private static void backwards(String range, Span span, Diagnostics diagnostics) {
    wrong(
        span,
        diagnostics,
        "the range `[" + range + "]` ends before it begins",
        "write the smaller end first");
  }

  private static boolean wrong(Span span, Diagnostics diagnostics, String message, String hint) {
    diagnostics.error(Code.INVENTORY_RANGE, span, message, hint);
    return false;
  }
}
