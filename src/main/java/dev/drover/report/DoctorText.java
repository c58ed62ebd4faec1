package dev.drover.report;

import dev.drover.doctor.Finding;
import dev.drover.doctor.Verdict;
import dev.drover.report.Style.Tone;
import java.util.List;

/** The doctor's report for people: one line per check, with what to do below those that need it. */
public final class DoctorText {

  private DoctorText() {}

  /** The report, ended by a line that sums it up. */
  public static String of(List<Finding> findings, Style style) {
    StringBuilder out = new StringBuilder();
    int width = findings.stream().mapToInt(finding -> finding.check().length()).max().orElse(0);
    String subject = "";
    for (Finding finding : findings) {
      if (!finding.subject().equals(subject)) {
        subject = finding.subject();
        out.append(out.isEmpty() ? "" : "\n").append(style.of(Tone.STRONG, subject)).append('\n');
      }
      out.append("  ")
          .append(style.of(tone(finding.verdict()), "%-7s".formatted(finding.verdict().word())))
          .append("  ")
          .append(("%-" + Math.max(1, width) + "s").formatted(finding.check()))
          .append("  ")
          .append(Style.harmless(finding.words()))
          .append('\n');
      if (!finding.next().isEmpty()) {
        out.append(" ".repeat(width + 13))
            .append("next: ")
            .append(Style.harmless(finding.next()))
            .append('\n');
      }
    }
    return out.append('\n').append(summary(findings)).append('\n').toString();
  }

  private static String summary(List<Finding> findings) {
    long problems = count(findings, Verdict.PROBLEM);
    long warnings = count(findings, Verdict.WARNING);
    return "%d %s, %d %s, %d ok: %s"
        .formatted(
            problems,
            problems == 1 ? "problem" : "problems",
            warnings,
            warnings == 1 ? "warning" : "warnings",
            count(findings, Verdict.OK),
            problems > 0 ? "a run would fail." : "a run can begin.");
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case OK -> Tone.GOOD;
      case WARNING -> Tone.CHANGE;
      case PROBLEM -> Tone.BAD;
    };
  }
}
