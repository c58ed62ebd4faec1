package dev.drover.report;

import dev.drover.report.RunView.AskedView;
import dev.drover.report.RunView.SpanView;
import dev.drover.report.RunView.StepRunView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says when something happened in a run, and how that is called. */
final class RunTimes {

  private final DateTimeFormatter full;
  private final DateTimeFormatter clock;

  RunTimes(ZoneId zone) {
    this.full = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ROOT).withZone(zone);
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** With date and zone. */
  String full(Instant at) {
    return full.format(at);
  }

  /** The time of the day. */
  String clock(Instant at) {
    return clock.format(at);
  }

  /** From when to when, and for how long. */
  String span(Instant from, Instant until) {
    return from.equals(until)
        ? "at " + clock(from)
        : clock(from) + " to " + clock(until) + " (" + took(from, until) + ")";
  }

  /** How long; a clock that was set back meanwhile tells nothing. */
  static String took(Instant from, Instant until) {
    Duration duration = Duration.between(from, until);
    return RunText.seconds(duration.isNegative() ? Duration.ZERO : duration);
  }

  /** How a step ended, in words. */
  static String ending(StepRunView step) {
    return switch (step.ending()) {
      case "done" -> step.changed() ? "changed" : "ok";
      case "failed" -> "FAILED";
      case "ignored" -> "failed, ignored";
      case "not_taken" -> "not taken";
      case "in_doubt" -> "in doubt: nobody knew how it ended";
      default -> step.ending();
    };
  }

  /** Why all stood still. */
  static String standstill(SpanView wait) {
    return switch (wait.what()) {
      case "pause" -> "paused";
      case "soak" -> "soaking";
      case "no_controller" -> "no controller at work";
      default -> wait.what();
    };
  }

  /** What somebody asked for. */
  static String asked(AskedView asked) {
    return asked.what()
        + (asked.step().isEmpty() ? "" : " " + asked.step())
        + " asked by "
        + asked.by()
        + (asked.reason().isEmpty() ? "" : ": " + asked.reason());
  }
}
