package dev.drover.policy;

import dev.drover.model.MaintenanceWindow;
import dev.drover.review.PlanDocument.ForecastView;
import dev.drover.review.StepView.Basis;
import dev.drover.schema.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * Hosts are started within a maintenance window only. A run that needs longer than that is no
 * mistake: what is left over is done in the next one.
 */
final class MaintenanceTime implements Rule {

  @Override
  public String name() {
    return MaintenanceWindow.POLICY;
  }

  @Override
  public Optional<String> says(Subject subject) {
    return subject
        .policy()
        .maintenance()
        .map(window -> "Hosts are started only from " + window + ".");
  }

  @Override
  public String enforced() {
    return "A run begins only within the window; after its end no host is started, hosts in work go"
        + " on, and `drover resume` does the rest in the next one.";
  }

  @Override
  public boolean refuses() {
    return false;
  }

  @Override
  public Judgement judge(Subject subject) {
    ForecastView forecast = subject.document().forecast();
    Duration length = subject.policy().maintenance().orElseThrow().length();
    Duration expected = Duration.ofSeconds(forecast.seconds());
    if (expected.compareTo(length) > 0) {
      return Judgement.broken(
          "the run is expected to take %s%s, and the window is open for %s"
              .formatted(
                  Durations.text(expected),
                  forecast.basis() == Basis.DECLARED ? " at the most" : "",
                  Durations.text(length)),
          "raise the play's `window`, or plan for more than one maintenance window");
    }
    return forecast.basis() == Basis.UNKNOWN || forecast.unknown() > 0
        ? Judgement.unchecked(
            "nobody knows how long the run takes, and the window is open for "
                + Durations.text(length),
            "give the tasks time limits; earlier runs tell it too")
        : new Judgement.Kept();
  }
}
