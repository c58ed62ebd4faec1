package dev.drover.task;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The differences between two texts, line by line, for plans. */
public final class Diff {
  private static final int MOST_LINES = 2_000;
  private static final Pattern SECRET =
      Pattern.compile("(?i)((?:password|passwd|secret|token|pass)\\w*\\s*[=:]\\s*)(\\S+)");

  private Diff() {}

  /** Lines that go, with {@code -} before them, and lines that come, with {@code +}. */
  public static List<String> lines(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    if (old.size() > MOST_LINES || now.size() > MOST_LINES) {
      return List.of("(%d lines become %d lines)".formatted(old.size(), now.size()));
    }
    int[][] common = common(old, now);
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        i++;
        j++;
      } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + shown(old.get(i++)));
      } else {
        lines.add("+ " + shown(now.get(j++)));
      }
    }
    return lines;
  }

  /** Lengths of the longest common sequence of what is left of both. */
  private static int[][] common(List<String> old, List<String> now) {
    int[][] lengths = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        lengths[i][j] =
            old.get(i).equals(now.get(j))
                ? lengths[i + 1][j + 1] + 1
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }

  /** Nobody has marked the secrets in a foreign file; a plan goes to many eyes. */
  private static String shown(String line) {
    return SECRET.matcher(line).replaceAll("$1***");
  }
}
