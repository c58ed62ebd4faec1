package dev.drover.report;

import dev.drover.review.StepView;
import dev.drover.schema.Durations;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a step is called. A task without a name of its own has that of its kind, which tells little;
 * the argument that decides what it does is told with it.
 */
final class StepTitle {

  /** A longer argument is cut; the details show it whole. */
  private static final int LONGEST = 48;

  /** They say what is done, wherever a kind has them. */
  private static final Set<String> TOLD_FIRST = Set.of("argv", "text", "url", "path");

  private StepTitle() {}

  /** The title in one line. */
  static String of(StepView step) {
    return of(step, UnaryOperator.identity());
  }

  /**
   * The title in one line.
   *
   * @param wording is applied to what the title is made of, before any of it is cut
   */
  static String of(StepView step, UnaryOperator<String> wording) {
    return isUnnamed(step)
        ? decisive(step, wording).map(what -> step.kind() + ": " + what).orElse(step.kind())
        : wording.apply(step.task());
  }

  /** Whether its task has no name but that of its kind. */
  static boolean isUnnamed(StepView step) {
    return step.task().equals(step.kind());
  }

  /** The address of a step without its host. */
  static String address(String step) {
    int bracket = step.indexOf('[');
    return bracket < 0 ? step : step.substring(0, bracket);
  }

  /** The first argument: kinds tell first what matters most, but for how long they wait. */
  private static Optional<String> decisive(StepView step, UnaryOperator<String> wording) {
    return step.arguments().entrySet().stream()
        .min(Comparator.comparing(argument -> !TOLD_FIRST.contains(argument.getKey())))
        .filter(first -> step.arguments().size() == 1 || !isLimit(first.getValue()))
        .map(first ->
            first.getValue() instanceof Number
                ? first.getKey() + " " + first.getValue()
                : words(first.getValue()))
        .map(wording)
        .map(StepTitle::oneLine)
        .filter(words -> !words.isEmpty());
  }

  private static boolean isLimit(Object value) {
    return value instanceof Boolean
        || (value instanceof String text && Durations.parse(text).isPresent());
  }

  private static String words(Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(StepTitle::words).map(StepTitle::word).collect(Collectors.joining(" "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + words(entry.getValue()))
              .collect(Collectors.joining(" "));
      default -> String.valueOf(value);
    };
  }

  /** A word of a command as one would type it. */
  private static String word(String word) {
    return word.isEmpty() || word.contains(" ") ? "'" + word + "'" : word;
  }

  private static String oneLine(String words) {
    String line = words.lines().findFirst().orElse("").strip();
    boolean cut = line.length() < words.strip().length();
    if (line.length() > LONGEST) {
      int at = line.lastIndexOf(' ', LONGEST);
      line =
          line.substring(0, at > 0 ? at : line.offsetByCodePoints(0, LONGEST / 2)).stripTrailing();
      cut = true;
    }
    return cut ? line + " …" : line;
  }
}
