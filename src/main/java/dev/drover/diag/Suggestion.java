package dev.drover.diag;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Suggestion {

  /** Longer words are compared with none: that takes time, and they are no slip of the keyboard. */
  private static final int LONGEST = 100;

  /** More than these nobody reads. */
  private static final int MOST_NAMED = 40;

  /** Fewer letters are the beginning of too much. */
  private static final int LEAST_BEGUN = 4;

  private Suggestion() {}

  /** The known word nearest to {@code word}, if one is near enough to be a slip of the keyboard. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    int farthest = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> !candidate.equals(word))
        .filter(candidate -> word.length() <= LONGEST && candidate.length() <= LONGEST)
        .filter(candidate -> distance(normal(word), normal(candidate)) <= farthest)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(normal(word), normal(candidate)))
                .thenComparing(Comparator.naturalOrder()))
        .or(() -> begun(word, known));
  }

  /** The only known word that begins with so much of it. */
  private static Optional<String> begun(String word, Collection<String> known) {
    List<String> longer =
        word.length() < LEAST_BEGUN
            ? List.of()
            : known.stream()
                .filter(one -> !one.equals(word) && normal(one).startsWith(normal(word)))
                .toList();
    return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
  }

  /** A hint: the word that was probably meant, else the known ones if they are few. */
  public static String hint(String word, Collection<String> known, String what) {
    return nearest(word, known)
        .map(near -> "did you mean `" + near + "`?")
        .orElseGet(() -> what + ": " + list(known));
  }

  private static String list(Collection<String> known) {
    if (known.isEmpty()) {
      return "none";
    }
    String some = String.join(", ", known.stream().sorted().limit(MOST_NAMED).toList());
    return known.size() > MOST_NAMED ? some + ", …" : some;
  }

  /** Case and the choice of separator are the commonest slips; they count as none. */
  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** The number of letters to insert, remove, replace or swap with their neighbour. */
  private static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int step(int[][] cost, String one, String other, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
