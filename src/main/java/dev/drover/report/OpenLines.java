package dev.drover.report;

import dev.drover.report.RunView.OpenView;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Lists what a run has left open: what, since when, whose, why, and how to close it. */
final class OpenLines {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ZoneId zone;

  OpenLines(ZoneId zone) {
    this.zone = zone;
  }

  List<String> of(List<OpenView> open) {
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
    return lines.stream().map(Style::harmless).toList();
  }
}
