package dev.drover.report;

import dev.drover.report.Style.Tone;
import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDiff.Change;
import dev.drover.review.PlanDiff.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The difference of two plans as text for a terminal. */
public final class DiffText {

  /** Values that take more are told one below the other. */
  private static final int WIDTH = 80;

  /** Longer refusals nobody reads to the end. */
  private static final int MOST_LINES = 15;

  private final Style style;
  private final StringBuilder text = new StringBuilder();

  private DiffText(Style style) {
    this.style = style;
  }

  /**
   * The whole difference.
   *
   * @param before what the first plan is called, for instance its file
   */
  public static String of(PlanDiff diff, String before, String after, Style style) {
    DiffText text = new DiffText(style);
    if (diff.isEmpty()) {
      text.line("The plans are the same.");
      return text.text.toString();
    }
    int width = Math.max(before.length(), after.length());
    text.line(style.of(Tone.BAD, "--- " + named(before, width, diff.before())));
    text.line(style.of(Tone.GOOD, "+++ " + named(after, width, diff.after())));
    text.rows(DiffRow.of(diff));
    text.line("");
    text.line(DiffWords.count(diff));
    text.line(DiffWords.stale(diff));
    return text.text.toString();
  }

  /** What differs, in lines without any title; as a refusal tells it. */
  public static List<String> lines(PlanDiff diff, Style style) {
    DiffText text = new DiffText(style);
    text.rows(DiffRow.of(diff));
    return text.text.toString().lines().skip(1).toList();
  }

  /**
   * So many lines of them as one screen has room for, what was seen of clusters and nodes first.
   */
  public static List<String> brief(PlanDiff diff, Style style, String more) {
    DiffText text = new DiffText(style);
    text.rows(DiffRow.of(diff).stream().sorted(Comparator.comparingInt(DiffText::rank)).toList());
    List<String> all = text.text.toString().lines().skip(1).toList();
    if (all.size() <= MOST_LINES) {
      return all;
    }
    List<String> lines = new ArrayList<>(all.subList(0, MOST_LINES));
    lines.add("and " + (all.size() - MOST_LINES) + " more lines; " + more);
    return lines;
  }

  private static int rank(DiffRow row) {
    return !row.section().equals("facts") ? 2 : row.subject().contains("/") ? 1 : 0;
  }

  private static String named(String plan, int width, PlanDiff.Name name) {
    return Style.harmless(plan)
        + " ".repeat(width - plan.length())
        + "  "
        + Style.harmless(name.runbook() + " " + name.version());
  }

  private void rows(List<DiffRow> rows) {
    String section = "";
    for (DiffRow row : rows) {
      if (!row.section().equals(section)) {
        section = row.section();
        line("");
        line(style.of(Tone.STRONG, DiffWords.title(section)));
      }
      row(row);
    }
  }

  private void row(DiffRow row) {
    Tone tone = tone(row.change());
    String live = row.pinned() ? "" : style.of(Tone.QUIET, "  (live or forecast)");
    List<Field> fields = row.told();
    if (row.subject().isEmpty()) {
      fields.forEach(field -> field(field, true, "  " + style.of(tone, "~ "), "    "));
    } else if (fields.size() == 1 && isValue(fields.getFirst())) {
      line("  " + style.of(tone, title(row)) + "  " + values(fields.getFirst(), false) + live);
    } else {
      line("  " + style.of(tone, title(row)) + live);
      fields.forEach(field -> field(field, row.change() == Change.CHANGED, "      ", "        "));
    }
  }

  /** A thing that has but one value. */
  private static boolean isValue(Field field) {
    return field.name().matches("|value|sha256") && isShort(field);
  }

  private static String title(DiffRow row) {
    String subject = row.change().sign() + " " + Style.harmless(row.subject());
    return row.hosts().isEmpty()
        ? subject
        : subject + "  " + Style.harmless(HostNames.of(row.hosts()));
  }

  private void field(Field field, boolean signed, String first, String next) {
    String name = Style.harmless(DiffWords.name(field));
    if (isShort(field)) {
      line(first + name + ": " + values(field, signed));
      return;
    }
    line(first + name + ":");
    for (String value : DiffWords.lines(field)) {
      Tone tone = value.startsWith("-") ? Tone.BAD : value.startsWith("+") ? Tone.GOOD : Tone.QUIET;
      line(next + style.of(tone, Style.harmless(value)));
    }
  }

  private static boolean isShort(Field field) {
    List<String> before = DiffWords.values(field, field.before());
    List<String> after = DiffWords.values(field, field.after());
    return before.size() <= 1
        && after.size() <= 1
        && Stream.of(before, after).flatMap(List::stream).noneMatch(value -> value.contains("\n"))
        && Stream.of(before, after).flatMap(List::stream).mapToInt(String::length).sum() <= WIDTH;
  }

  /** The values in one line; whether they came or went is said unless the row's title says it. */
  private String values(Field field, boolean signed) {
    String before = value(field, field.before());
    String after = value(field, field.after());
    return field.before().isEmpty()
        ? style.of(Tone.GOOD, (signed ? "+ " : "") + after)
        : field.after().isEmpty()
            ? style.of(Tone.BAD, (signed ? "- " : "") + before)
            : style.of(Tone.BAD, before) + " -> " + style.of(Tone.GOOD, after);
  }

  private static String value(Field field, List<String> values) {
    return Style.harmless(DiffWords.values(field, values).stream().findFirst().orElse(""));
  }

  private static Tone tone(Change change) {
    return switch (change) {
      case ADDED -> Tone.GOOD;
      case REMOVED -> Tone.BAD;
      case CHANGED -> Tone.CHANGE;
    };
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }
}
