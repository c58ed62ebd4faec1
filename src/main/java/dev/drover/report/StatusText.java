package dev.drover.report;

import dev.drover.report.RunView.BegunView;
import dev.drover.report.StatusView.OutView;
import dev.drover.report.Style.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How a run stands, as text for a terminal. */
public final class StatusText {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final StatusView status;
  private final Style style;
  private final ZoneId zone;
  private final Instant now;
  private final StringBuilder text = new StringBuilder();

  private StatusText(StatusView status, Style style, ZoneId zone, Instant now) {
    this.status = status;
    this.style = style;
    this.zone = zone;
    this.now = now;
  }

  /** The text, ending with a line break. */
  public static String of(StatusView status, Style style, ZoneId zone, Instant now) {
    return new StatusText(status, style, zone, now).text();
  }

  private String text() {
    head();
    status
        .stopping()
        .or(status::paused)
        .ifPresent(asked ->
            line(
                style.of(Tone.BAD, "  " + status.standing() + ": ")
                    + Style.harmless(
                        "by "
                            + asked.by()
                            + ", since "
                            + time(asked.since())
                            + " ("
                            + ago(asked.since())
                            + ")"
                            + (asked.reason().isEmpty() ? "" : ": " + asked.reason()))));
    for (BegunView step : status.inWork()) {
      line("  in work: " + Style.harmless(step.step()) + since(step));
    }
    for (OutView out : status.out()) {
      line(
          "  out of service: "
              + Style.harmless(out.host())
              + out.since()
                  .map(at -> ", since " + time(at) + " (" + ago(at) + ")")
                  .orElse(", since before the run, and stays so"));
    }
    line("");
    OpenLines open = new OpenLines(zone, style, status.process().isEmpty());
    open.of(status.open(), status.inDoubt()).forEach(this::line);
    open.next(status.next()).forEach(this::line);
    return text.toString();
  }

  private void head() {
    String what = "Run " + status.run() + ": " + status.runbook() + " " + status.version();
    line(style.of(Tone.STRONG, what));
    if (status.process().isPresent()) {
      line(
          "  "
              + status.standing()
              + ": "
              + process(status)
              + " works on it, by "
              + Style.harmless(status.by())
              + "; last heard of "
              + ago(status.last()));
      return;
    }
    line(
        "  no controller works on it: "
            + status.standing()
            + " at "
            + time(status.last())
            + " ("
            + ago(status.last())
            + "), by "
            + Style.harmless(status.by())
            + "; "
            + Style.harmless(status.why()));
  }

  /** The process that works on a run, in words. */
  public static String process(StatusView status) {
    return status.process().filter(id -> id > 0).map(id -> "process " + id).orElse("a process");
  }

  private String since(BegunView step) {
    return ", since "
        + time(step.since())
        + " ("
        + ago(step.since())
        + ")"
        + (step.attempt() > 1 ? ", attempt " + step.attempt() : "");
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  private String ago(Instant at) {
    Duration ago = Duration.between(at, now);
    return ago.isNegative() ? "just now" : RunText.seconds(ago) + " ago";
  }

  private void line(String words) {
    text.append(words.stripTrailing()).append('\n');
  }
}
