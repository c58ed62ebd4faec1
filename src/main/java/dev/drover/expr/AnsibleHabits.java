package dev.drover.expr;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises in a condition what somebody used to Ansible's expressions types. */
final class AnsibleHabits {

  /**
   * A habit found in a condition.
   *
   * @param start where it begins in the text
   * @param length how long it is
   * @param message what is wrong
   * @param hint what to write
   */
  record Found(int start, int length, String message, String hint) {}

  private record Habit(Pattern pattern, String message, String hint) {
    static Habit of(String pattern, String message, String hint) {
      return new Habit(Pattern.compile(pattern), message, hint);
    }
  }

  private static final String NO_TESTS = "conditions have no tests with `is`";

  /** The first that fits counts, so the longer forms stand first. */
  private static final List<Habit> HABITS =
      List.of(
          Habit.of(
              "\\{\\{.*?\\}\\}|\\{\\{",
              "a condition is an expression already, so it has no `{{ }}`",
              "write the name without the braces"),
          Habit.of(
              "\\bis\\s+(not\\s+)?(un)?defined\\b",
              NO_TESTS,
              "every name is always defined: give it a value in `vars` and compare with that;"
                  + " for a field of a map write `has(map.field)`"),
          Habit.of(
              "\\bis\\s+(not\\s+)?(changed|failed|skipped|succeeded|success)\\b",
              NO_TESTS,
              "write `name.changed`, `name.failed` or `name.skipped`, with `!` in front for the"
                  + " opposite"),
          Habit.of(
              "\\bis\\s+(not\\s+)?version(_compare)?\\b",
              NO_TESTS,
              "write `version_compare(a, b) > 0`"),
          Habit.of(
              "\\bis\\s+(not\\s+)?(match|search|regex)\\b",
              NO_TESTS,
              "write `name.matches('pattern')`"),
          Habit.of("\\bis\\b", NO_TESTS, "compare with `==`"),
          Habit.of("\\bnot\\s+in\\b", "there is no `not in`", "write `!(x in list)`"),
          Habit.of("\\band\\b", "`and` is written otherwise here", "write `&&`"),
          Habit.of("\\bor\\b", "`or` is written otherwise here", "write `||`"),
          Habit.of("\\bnot\\b", "`not` is written otherwise here", "write `!` in front of it"),
          Habit.of("\\bTrue\\b", "`True` is written otherwise here", "write `true`, or nothing"),
          Habit.of("\\bFalse\\b", "`False` is written otherwise here", "write `false`, or `!`"),
          Habit.of("\\bNone\\b", "`None` is written otherwise here", "write `null`"),
          Habit.of(
              "(?<!\\|)\\|(?!\\|)\\s*[a-z_]+",
              "conditions have no filters",
              "write `size(x)` for `x | length`, `int(x)` for `x | int`; give defaults in `vars`"),
          Habit.of("(?<![=!<>])=(?![=])", "`=` does not compare", "write `==`"),
          Habit.of(
              "\\b(if|else)\\b",
              "there is no `if` inside a condition",
              "write `condition ? one : other`"));

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  private AnsibleHabits() {}

  /** The first habit in a text, if there is one; what is quoted is left alone. */
  static Optional<Found> in(String text) {
    String bare = QUOTED.matcher(text).replaceAll(quoted -> " ".repeat(quoted.group().length()));
    for (Habit habit : HABITS) {
      Matcher matcher = habit.pattern().matcher(bare);
      if (matcher.find()) {
        return Optional.of(
            new Found(
                matcher.start(), matcher.end() - matcher.start(), habit.message(), habit.hint()));
      }
    }
    return Optional.empty();
  }
}
