package dev.drover.cli;

import dev.drover.schema.Durations;
import java.time.Duration;
import java.util.Optional;

/** A duration on the command line, written as in runbooks. */
final class GivenDuration {

  private GivenDuration() {}

  /** What was given; ends the command if that is no duration. */
  static Duration of(String option, String text) {
    Optional<Duration> duration = Durations.parse(text);
    return duration.orElseThrow(() ->
        new EndException(
            ExitCode.USAGE,
            "`" + option + " " + text + "` is no duration",
            "write it as `30s`, `5m` or `1h30m`"));
  }
}
