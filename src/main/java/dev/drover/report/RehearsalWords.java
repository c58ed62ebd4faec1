package dev.drover.report;

import dev.drover.rehearse.RehearsalReport;
import dev.drover.rehearse.ScenarioResult;

/** What texts and Markdown say of a rehearsal in the same words. */
final class RehearsalWords {

  private RehearsalWords() {}

  static String kept(RehearsalReport report) {
    long resumed = report.scenarios().stream().filter(one -> one.resumes() > 0).count();
    return "All promises were kept: never fewer than %d of %d in service (promised: %d); every run came to the same end, %d of them after it was resumed."
        .formatted(report.lowest(), report.serving(), report.promised(), resumed);
  }

  static String broken(RehearsalReport report) {
    int worst = report.worst().size();
    return "%d of %d scenarios broke a promise; the lowest number in service was %d of %d (promised: %d)."
        .formatted(
            worst,
            report.scenarios().size() + 1,
            report.lowest(),
            report.serving(),
            report.promised());
  }

  /** How a scenario went. */
  static String course(ScenarioResult one) {
    String end =
        one.finished()
            ? one.resumes() == 0
                ? "finished"
                : one.ended() + ", finished after " + times(one.resumes())
            : one.ended() + ", not finished after " + times(one.resumes());
    return "%s: %s; lowest in service: %d; left open: %s"
        .formatted(
            one.words(),
            end,
            one.lowest(),
            one.open().isEmpty() ? "nothing" : one.open().size() + " brackets, listed");
  }

  private static String times(int resumes) {
    return resumes == 1 ? "1 resume" : resumes + " resumes";
  }

  static String unknown(RehearsalReport report) {
    return "%d commands are known to no simulated host; they were taken to end well and to print nothing (`rehearsal` in the inventory can say otherwise):"
        .formatted(report.unknown().size());
  }
}
