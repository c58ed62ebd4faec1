package dev.drover.report;

import dev.drover.rehearse.RehearsalReport;
import dev.drover.rehearse.RehearsalReport.SortSum;
import dev.drover.rehearse.ScenarioResult;
import dev.drover.report.Style.Tone;
import java.util.List;

/** A rehearsal as text for a terminal: what it comes to, the worst of it, then the sums. */
public final class RehearsalText {

  /** So many of the worst are told. */
  private static final int TOLD = 8;

  private final RehearsalReport report;
  private final Style style;
  private final StringBuilder text = new StringBuilder();

  private RehearsalText(RehearsalReport report, Style style) {
    this.report = report;
    this.style = style;
  }

  /** The text, ending with a line break. */
  public static String of(RehearsalReport report, Style style) {
    return new RehearsalText(report, style).text();
  }

  /** What became of one scenario, ending with a line break. */
  public static String of(ScenarioResult one, Style style) {
    StringBuilder text = new StringBuilder();
    text.append(Style.harmless(one.id())).append('\n');
    text.append("  ").append(RehearsalWords.course(one)).append('\n');
    one.open()
        .forEach(open -> text.append("  was open: ").append(Style.harmless(open)).append('\n'));
    one.violations()
        .forEach(words ->
            text.append("  ").append(style.of(Tone.BAD, Style.harmless(words))).append('\n'));
    text.append(one.kept() ? style.of(Tone.GOOD, "All promises were kept.") : "").append('\n');
    return text.toString();
  }

  private String text() {
    line(
        "Rehearsed %s %s: %d scenarios, seed %d."
            .formatted(
                report.runbook(), report.version(), report.scenarios().size(), report.seed()));
    verdict();
    worst(report.worst());
    unknown();
    line("");
    table();
    return text.toString();
  }

  private void verdict() {
    if (report.kept()) {
      line(style.of(Tone.GOOD, RehearsalWords.kept(report)));
    } else {
      line(style.of(Tone.BAD, RehearsalWords.broken(report)));
    }
  }

  private void worst(List<ScenarioResult> worst) {
    for (ScenarioResult one : worst.subList(0, Math.min(TOLD, worst.size()))) {
      line("");
      line("  " + Style.harmless(one.id()));
      line("    " + RehearsalWords.course(one));
      one.violations().forEach(words -> line("    " + style.of(Tone.BAD, Style.harmless(words))));
    }
    if (worst.size() > TOLD) {
      line("");
      line("  … and " + (worst.size() - TOLD) + " more (`--format json` has all)");
    }
    if (!worst.isEmpty()) {
      line("");
      line("  next: the same command with `--only '" + worst.getFirst().id() + "'` shows that run");
    }
  }

  private void unknown() {
    if (!report.unknown().isEmpty()) {
      line("");
      line(style.of(Tone.CHANGE, RehearsalWords.unknown(report)));
      report.unknown().stream().limit(TOLD).forEach(one -> line("  " + Style.harmless(one)));
    }
  }

  private void table() {
    line(row("fault", "scenarios", "finished", "resumed", "lowest", "violated", "what goes wrong"));
    report.sorts().forEach(sum -> line(row(sum)));
  }

  private String row(SortSum sum) {
    String row =
        row(
            sum.sort(),
            "" + sum.scenarios(),
            "" + sum.atOnce(),
            "" + sum.resumed(),
            "" + sum.lowest(),
            "" + sum.violated(),
            sum.words());
    return sum.violated() > 0 ? style.of(Tone.BAD, row) : row;
  }

  private static String row(String sort, String... cells) {
    return "%-21s %9s %9s %8s %7s %9s  %s"
        .formatted(sort, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
