package dev.drover.report;

import dev.drover.rehearse.RehearsalReport;
import dev.drover.rehearse.RehearsalReport.SortSum;
import dev.drover.rehearse.ScenarioResult;

/** A rehearsal as Markdown, for a change ticket. */
public final class RehearsalMarkdown {

  private final RehearsalReport report;
  private final StringBuilder text = new StringBuilder();

  private RehearsalMarkdown(RehearsalReport report) {
    this.report = report;
  }

  /** The text, ending with a line break. */
  public static String of(RehearsalReport report) {
    return new RehearsalMarkdown(report).text();
  }

  private String text() {
    line("## Rehearsal of %s %s".formatted(report.runbook(), report.version()));
    line("");
    line((report.kept() ? "**Kept.** " : "**Broken.** ") + sentence());
    line("");
    line(
        "%d scenarios in a simulated world, seed %d; the same seed gives the same result."
            .formatted(report.scenarios().size(), report.seed()));
    worst();
    line("");
    line(
        "| What goes wrong | Scenarios | Finished | After resume | Lowest in service | Violated |");
    line("|---|--:|--:|--:|--:|--:|");
    report.sorts().forEach(this::row);
    if (!report.unknown().isEmpty()) {
      line("");
      line(RehearsalWords.unknown(report));
      line("");
      report.unknown().forEach(one -> line("- " + code(one)));
    }
    return text.toString();
  }

  private String sentence() {
    return report.kept() ? RehearsalWords.kept(report) : RehearsalWords.broken(report);
  }

  private void worst() {
    for (ScenarioResult one : report.worst()) {
      line("");
      line("- " + code(one.id()) + ": " + RehearsalWords.course(one));
      one.violations().forEach(words -> line("  - " + code(words)));
    }
  }

  private void row(SortSum sum) {
    line(
        "| %s | %d | %d | %d | %d | %d |"
            .formatted(
                sum.words(),
                sum.scenarios(),
                sum.atOnce(),
                sum.resumed(),
                sum.lowest(),
                sum.violated()));
  }

  /** Nothing that a machine or a file says becomes markup. */
  private static String code(String words) {
    return "`" + Style.harmless(words).replace('`', '\'') + "`";
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
