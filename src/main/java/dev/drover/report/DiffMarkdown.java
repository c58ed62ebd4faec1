package dev.drover.report;

import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDiff.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two plans as Markdown, for a pull request or a change ticket. What comes from
 * plans stands in code alone, where it means nothing but itself.
 */
public final class DiffMarkdown {

  private final StringBuilder text = new StringBuilder();

  private DiffMarkdown() {}

  /**
   * The whole difference.
   *
   * @param before what the first plan is called, for instance its file
   */
  public static String of(PlanDiff diff, String before, String after) {
    DiffMarkdown page = new DiffMarkdown();
    page.line("# Difference of two plans");
    page.line("");
    page.line("- before: " + named(before, diff.before()));
    page.line("- after: " + named(after, diff.after()));
    page.line("");
    if (diff.isEmpty()) {
      page.line("The plans are the same.");
    } else {
      page.line(DiffWords.count(diff) + " " + DiffWords.stale(diff));
      page.rows(DiffRow.of(diff));
    }
    return page.text.toString();
  }

  private static String named(String plan, PlanDiff.Name name) {
    return code(plan) + ", " + code(name.runbook() + " " + name.version());
  }

  private void rows(List<DiffRow> rows) {
    String section = "";
    for (DiffRow row : rows) {
      if (!row.section().equals(section)) {
        section = row.section();
        line("");
        line("## " + DiffWords.title(section));
      }
      row(row);
    }
  }

  private void row(DiffRow row) {
    line("");
    line(
        "- "
            + row.change().name().toLowerCase(java.util.Locale.ROOT)
            + (row.subject().isEmpty() ? "" : " " + code(row.subject()))
            + (row.hosts().isEmpty() ? "" : ": " + code(HostNames.of(row.hosts())))
            + (row.pinned() ? "" : " (live or forecast)"));
    List<String> lines = new ArrayList<>();
    row.told().forEach(field -> field(field, lines));
    if (!lines.isEmpty()) {
      String fence = fence(lines);
      line("");
      line("  " + fence + "diff");
      lines.forEach(one -> line("  " + one));
      line("  " + fence);
    }
  }

  private static void field(Field field, List<String> lines) {
    for (String line : DiffWords.lines(field)) {
      String name = DiffWords.name(field);
      lines.add(
          Style.harmless(
              line.substring(0, 2) + (name.isEmpty() ? "" : name + ": ") + line.substring(2)));
    }
  }

  /** A fence that nothing within it can end. */
  private static String fence(List<String> lines) {
    return "`".repeat(Math.max(3, longest(String.join("\n", lines)) + 1));
  }

  /** Code within a line. */
  private static String code(String value) {
    String safe = Style.harmless(value);
    String quotes = "`".repeat(longest(safe) + 1);
    String space = quotes.length() > 1 || safe.isBlank() ? " " : "";
    return quotes + space + safe + space + quotes;
  }

  /** The most backticks in a row. */
  private static int longest(String value) {
    int longest = 0;
    int row = 0;
    for (int i = 0; i < value.length(); i++) {
      row = value.charAt(i) == '`' ? row + 1 : 0;
      longest = Math.max(longest, row);
    }
    return longest;
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }
}
