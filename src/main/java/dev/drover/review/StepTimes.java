package dev.drover.review;

import dev.drover.model.Keywords;
import dev.drover.plan.Step;
import dev.drover.plan.StepState;
import dev.drover.review.StepView.Basis;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long steps are expected to take: what earlier runs tell, else the limit that they set
 * themselves. A step with nothing to do, or one that is skipped, takes no time, which was seen; one
 * that waits or may be skipped is taken to do what it does.
 */
final class StepTimes {

  /** How long, and what that rests on. */
  record Time(long millis, Basis basis) {

    private static final Time NOTHING = new Time(0, Basis.MEASURED);
    private static final Time UNKNOWN = new Time(0, Basis.UNKNOWN);

    long seconds() {
      return StepTimes.seconds(millis);
    }

    boolean isNothing() {
      return millis == 0 && basis != Basis.UNKNOWN;
    }
  }

  private static final long SECOND = 1000;

  private final History history;

  StepTimes(History history) {
    this.history = history;
  }

  /** To the nearest second. */
  static long seconds(long millis) {
    return (millis + SECOND / 2) / SECOND;
  }

  Time of(Step step) {
    if (step.state() instanceof StepState.AlreadySo || step.state() instanceof StepState.WillSkip) {
      return Time.NOTHING;
    }
    OptionalLong measured = history.millis(step.id().text());
    return measured.isPresent()
        ? new Time(measured.getAsLong(), Basis.MEASURED)
        : limit(step).map(limit -> new Time(limit.toMillis(), Basis.DECLARED)).orElse(Time.UNKNOWN);
  }

  /** The limit of all its attempts. */
  private static Optional<Duration> limit(Step step) {
    Keywords keywords = step.task().keywords();
    int attempts = keywords.attempts();
    return keywords
        .timeout()
        .or(() -> step.kind().longest(step.arguments()))
        .map(limit ->
            limit.multipliedBy(attempts).plus(keywords.pause().multipliedBy(attempts - 1L)));
  }
}
