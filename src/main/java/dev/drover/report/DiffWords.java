package dev.drover.report;

import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDiff.Difference;
import dev.drover.review.PlanDiff.Field;
import dev.drover.review.PlanFile;
import dev.drover.task.Diff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words in which differences of plans are told, on a terminal and in Markdown. */
final class DiffWords {

  private static final Map<String, String> TITLES =
      Map.of(
          "document", "Plan",
          "basis", "Made from",
          "leftOut", "Tasks left out",
          "out", "Out of service",
          "irreversible", "Can't be undone",
          "confirmations", "Questions to a person");

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Longer lists are compared without looking for the fewest changes. */
  private static final int MOST_LINES = 1_000;

  private static final int LONGEST_ROW = 1_000;

  private DiffWords() {}

  /** The title of a section. */
  static String title(String section) {
    String words = words(section);
    return TITLES.getOrDefault(
        section,
        words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1));
  }

  /** The name of a field; that of an argument is the runbook author's own. */
  static String name(Field field) {
    return field.name().startsWith("arguments.") ? field.name() : words(field.name());
  }

  private static String words(String name) {
    return name.replaceAll("(\\p{Lu})", " $1").toLowerCase(Locale.ROOT);
  }

  /** A value; of a hash as much as people compare. One that is empty is told from none. */
  private static String value(String text) {
    return HASH.matcher(text).matches() ? PlanFile.shown(text) : text.isEmpty() ? "(empty)" : text;
  }

  /** Values as lines: {@code -} before what goes, {@code +} before what comes. */
  static List<String> lines(Field field) {
    Field shown =
        new Field(
            field.name(),
            values(field, field.before()),
            values(field, field.after()),
            field.pinned());
    List<String> before = shown.before();
    List<String> after = shown.after();
    if (before.size() <= MOST_LINES && after.size() <= MOST_LINES) {
      return Diff.lines(String.join("\n", before), String.join("\n", after));
    }
    List<String> lines = new ArrayList<>();
    less(before, after).forEach(line -> lines.add("- " + line));
    less(after, before).forEach(line -> lines.add("+ " + line));
    return lines.isEmpty() ? List.of("  the same, in another order") : lines;
  }

  /** What is read in a row, such as the words of a command, is one value. */
  static List<String> values(Field field, List<String> values) {
    List<String> shown = values.stream().map(DiffWords::value).toList();
    boolean row =
        shown.size() > 1
            && (field.name().equals("order") || field.name().startsWith("arguments."))
            && shown.stream().mapToInt(String::length).sum() < LONGEST_ROW;
    return row ? List.of("[" + String.join(", ", shown) + "]") : shown;
  }

  private static List<String> less(List<String> all, List<String> without) {
    Map<String, Integer> left = new HashMap<>();
    without.forEach(one -> left.merge(one, 1, Integer::sum));
    return all.stream().filter(one -> left.merge(one, -1, Integer::sum) < 0).toList();
  }

  /** How many differences there are, and where. */
  static String count(PlanDiff diff) {
    Map<String, Long> sections =
        diff.differences().stream()
            .collect(
                Collectors.groupingBy(
                    Difference::section, LinkedHashMap::new, Collectors.counting()));
    return sections.entrySet().stream()
        .map(section -> title(section.getKey()).toLowerCase(Locale.ROOT) + " " + section.getValue())
        .collect(
            Collectors.joining(
                ", ",
                (diff.differences().size() == 1
                        ? "1 difference"
                        : diff.differences().size() + " differences")
                    + " (",
                ")."));
  }

  /** What it means for a plan that was signed. */
  static String stale(PlanDiff diff) {
    int pinned = diff.pinned().differences().size();
    return pinned == 0
        ? "None of them makes a signed plan stale: they are live facts and forecasts."
        : pinned < diff.differences().size()
            ? pinned + " of them make a signed plan stale; the others are live facts and forecasts."
            : pinned == 1
                ? "It makes a signed plan stale."
                : "Each of them makes a signed plan stale.";
  }
}
