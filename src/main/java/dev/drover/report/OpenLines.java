package dev.drover.report;

import dev.drover.report.RunView.BegunView;
import dev.drover.report.RunView.NextView;
import dev.drover.report.RunView.OpenView;
import dev.drover.report.Style.Tone;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists what a run has open or in doubt: what, since when, whose, why, and how to close it; and
 * what to type next.
 */
final class OpenLines {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ZoneId zone;
  private final Style style;
  private final boolean left;

  /** {@code left} if no controller works on the run that would close it. */
  OpenLines(ZoneId zone, Style style, boolean left) {
    this.zone = zone;
    this.style = style;
    this.left = left;
  }

  List<String> of(List<OpenView> open, List<BegunView> inDoubt) {
    if (open.isEmpty() && inDoubt.isEmpty()) {
      return List.of(left ? "Nothing is left open." : "Nothing is open.");
    }
    List<String> lines = new ArrayList<>();
    for (OpenView one : open) {
      lines.add(
          "  %s: %s, since %s, by %s"
              .formatted(
                  one.what(), one.subject(), TIME.format(one.since().atZone(zone)), one.step()));
      lines.add("    owner: " + one.owner());
      lines.add("    why: " + one.why());
      lines.add("    by hand: " + one.byHand());
    }
    for (BegunView step : inDoubt) {
      lines.add(
          "  in doubt: %s, since %s%s"
              .formatted(
                  step.step(),
                  TIME.format(step.since().atZone(zone)),
                  step.attempt() > 1 ? ", attempt " + step.attempt() : ""));
      lines.add("    why: nobody knows how it ended");
      lines.add("    by hand: look at its host; going on with the run looks too");
    }
    List<String> all = new ArrayList<>();
    all.add(
        left
            ? style.of(Tone.BAD, "Left open:")
            : style.of(Tone.STRONG, "Open, and the run's to close:"));
    lines.stream().map(Style::harmless).forEach(all::add);
    return all;
  }

  List<String> next(List<NextView> next) {
    return next.stream()
        .map(one -> Style.harmless("  next: `" + one.command() + "` " + one.what()))
        .toList();
  }
}
