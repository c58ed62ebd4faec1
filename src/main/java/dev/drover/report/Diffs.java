package dev.drover.report;

import java.util.List;
import java.util.regex.Pattern;

/** Tells lines that must stand as they are from sentences. */
final class Diffs {

  private static final Pattern VERBATIM = Pattern.compile("^([-+ ]|@@|\\$ )");
  private static final Pattern CHANGED = Pattern.compile("^([-+][^-+]|[-+]$|@@ )");

  private Diffs() {}

  /** Whether a line is a command, or one of a difference. */
  static boolean isVerbatim(String line) {
    return VERBATIM.matcher(line).find();
  }

  /** Whether lines show what is taken away and what is put in its place. */
  static boolean isOne(List<String> lines) {
    return lines.stream().anyMatch(line -> CHANGED.matcher(line).find());
  }
}
