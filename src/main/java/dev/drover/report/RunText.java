package dev.drover.report;

import dev.drover.report.RunView.FailureView;
import dev.drover.report.RunView.HostView;
import dev.drover.report.RunView.SignerView;
import dev.drover.report.Style.Tone;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run's summary as text for a terminal. */
public final class RunText {

  private final RunView run;
  private final Style style;
  private final ZoneId zone;
  private final StringBuilder text = new StringBuilder();

  private RunText(RunView run, Style style, ZoneId zone) {
    this.run = run;
    this.style = style;
    this.zone = zone;
  }

  /** The text, ending with a line break. */
  public static String of(RunView run, Style style, ZoneId zone) {
    return new RunText(run, style, zone).text();
  }

  private String text() {
    table();
    run.failures().forEach(this::failure);
    open();
    line("");
    boolean finished = run.verdict().equals("finished");
    line(
        style.of(
                finished ? Tone.GOOD : Tone.BAD,
                "Run " + run.run() + (isRunning() ? ": " : " ") + run.standing())
            + (isRunning() ? " for " : " after ")
            + seconds(Duration.between(run.began(), run.last()))
            + Style.harmless(
                ": "
                    + run.runbook()
                    + " "
                    + run.version()
                    + (finished ? "." : "; " + run.why() + ".")));
    origin();
    openLines().next(run.next()).forEach(this::line);
    return text.toString();
  }

  /** Which edition of the runbook ran, who has signed its plan, and what was set aside for it. */
  private void origin() {
    String edition = EditionWords.of(run.edition());
    if (!edition.isEmpty()) {
      line("  runbook " + edition);
    }
    if (!run.signers().isEmpty()) {
      line(
          "  signed by "
              + Style.harmless(
                  run.signers().stream()
                      .map(SignerView::signer)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    run.setAside()
        .forEach(one ->
            line(
                Style.harmless(
                    "  policy " + one.policy() + " set aside by " + one.by() + ": " + one.why())));
  }

  private void table() {
    boolean rescued = run.hosts().stream().anyMatch(host -> host.rescued() > 0);
    line(
        style.of(
            Tone.STRONG,
            "%-20s %5s %8s %8s %7s%s %8s  %s"
                .formatted(
                    "host",
                    "ok",
                    "changed",
                    "skipped",
                    "failed",
                    rescued ? "  rescued" : "",
                    "not run",
                    "out of service")));
    for (HostView host : run.hosts()) {
      line(
          "%-20s %5d %8d %8d %7d%s %8d  %s"
              .formatted(
                  Style.harmless(host.host().orElse("(once)")),
                  host.ok(),
                  host.changed(),
                  host.skipped(),
                  host.failed(),
                  rescued ? " %8d".formatted(host.rescued()) : "",
                  host.notRun(),
                  host.outOfService() == 0
                      ? "-"
                      : String.format(Locale.ROOT, "%.1f s", host.outOfService())));
    }
  }

  private void failure(FailureView failure) {
    line("");
    line(
        style.of(
                Tone.BAD,
                failure.ignored()
                    ? "failed (ignored): "
                    : failure.rescued() ? "failed (rescued): " : "failed: ")
            + Style.harmless(failure.step() + ": " + failure.cause()));
    failure.evidence().forEach(evidence -> line("  | " + Style.harmless(evidence)));
    if (!failure.next().isEmpty() && !failure.rescued()) {
      line("  next: " + Style.harmless(failure.next()));
    }
  }

  private void open() {
    if (!run.notified().isEmpty()) {
      line("");
      line(style.of(Tone.BAD, "Notified, and not run yet:"));
      run.notified()
          .forEach(
              handler -> line(Style.harmless("  " + handler.handler() + ", by " + handler.step())));
    }
    line("");
    openLines().of(run.open(), run.inDoubt()).forEach(this::line);
  }

  private OpenLines openLines() {
    return new OpenLines(zone, style, !isRunning());
  }

  private boolean isRunning() {
    return run.verdict().equals("running");
  }

  /** A duration as people read it. */
  static String seconds(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }
}
