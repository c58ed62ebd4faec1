package dev.drover.cli;

import dev.drover.demo.ClusterStatus;
import dev.drover.demo.Repositories;
import dev.drover.demo.SentRequest;
import dev.drover.demo.TrafficReport;
import dev.drover.report.Style;
import dev.drover.report.Style.Tone;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the demo has shown.
 *
 * @param acknowledged how many pushes the server acknowledged
 * @param code exit code of the run
 */
record DemoSummary(
    ClusterStatus before,
    ClusterStatus after,
    String to,
    TrafficReport report,
    int acknowledged,
    Repositories.Missing missing,
    int code,
    Duration total) {

  private static final int FAILURES_SHOWN = 10;

  /** True if the upgrade was done, no request failed and nothing acknowledged was lost. */
  boolean good() {
    return code == 0
        && report.failures().isEmpty()
        && !report.sent().isEmpty()
        && missing.isEmpty()
        && after.state().equals("STABLE")
        && after.nodes().stream().allMatch(node -> node.version().equals(to));
  }

  String text(Style style) {
    StringBuilder text = new StringBuilder();
    Tone tone = good() ? Tone.GOOD : Tone.BAD;
    text.append(style.of(tone, headline())).append("\n\n");
    line(text, "versions before", versions(before));
    line(text, "versions after", versions(after));
    line(text, "cluster", "%s before, %s after".formatted(before.state(), word(after.state())));
    line(text, "balancer", before.balancer());
    line(text, "SSH", before.ssh());
    line(text, "requests sent", "%d in %s".formatted(report.sent().size(), words(report.lasted())));
    report.byKind().forEach((kind, count) -> line(text, "", "%5d  %s".formatted(count, kind)));
    line(
        text,
        "requests failed",
        "%d, of which %d by a cut or refused connection"
            .formatted(report.failures().size(), report.resets()));
    line(
        text,
        "slow requests",
        "%d over %s; the slowest took %.1f s"
            .formatted(
                report.slowOnes(), words(report.slow()), report.slowest().toMillis() / 1000.0));
    line(
        text,
        "long clones",
        "%d ended well that were under way when a node was taken out; nodes left with %d sessions open"
            .formatted(report.heldAcross(), report.left()));
    line(
        text,
        "pushes",
        "%d acknowledged, %d found again in the repository, %d in the server's records"
            .formatted(
                acknowledged,
                acknowledged - missing.repository().size(),
                acknowledged - missing.records().size()));
    line(text, "longest out", outages(report.longestOut()));
    line(text, "total time", words(total));
    report.failures().stream().limit(FAILURES_SHOWN).forEach(failure -> failed(text, failure));
    return text.toString();
  }

  private String headline() {
    if (code != 0) {
      return "The upgrade did not succeed: drover ended with %d, see above.".formatted(code);
    }
    if (!after.nodes().stream().allMatch(node -> node.version().equals(to))) {
      return "The run ended well, but not every node is at %s.".formatted(to);
    }
    if (!good()) {
      return "The upgrade went through, but not unnoticed.";
    }
    return "%d nodes are upgraded to %s; no request failed, nothing acknowledged was lost."
        .formatted(after.nodes().size(), to);
  }

  private static void failed(StringBuilder text, SentRequest failure) {
    text.append(
        "  failed at %s: %s: %s%n"
            .formatted(
                words(failure.begin()),
                failure.kind(),
                Style.harmless(failure.error().orElse(""))));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  %-16s %s%n".formatted(name, value));
  }

  private static String versions(ClusterStatus status) {
    return status.nodes().stream()
        .map(node -> node.name() + " " + word(node.version()))
        .collect(Collectors.joining(", "));
  }

  private static String outages(Map<String, Duration> longest) {
    return longest.entrySet().stream()
        .map(entry -> entry.getKey() + " " + words(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String word(String text) {
    return text.isEmpty() ? "unknown" : text;
  }

  private static String words(Duration time) {
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%d s".formatted(time.toSeconds());
  }
}
