package dev.drover.report;

import dev.drover.report.Answer.Line;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.CriticalView;
import dev.drover.review.PlanDocument.ForecastView;
import dev.drover.review.StepView.Basis;
import dev.drover.task.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says how long a run is expected to take, and which steps decide that. */
final class Expected {

  /** What follows each other on the critical path in one play. */
  private static final class Stretch {
    private final String play;
    private final Set<String> hosts = new LinkedHashSet<>();
    private long seconds;

    Stretch(String play) {
      this.play = play;
    }
  }

  private Expected() {}

  /** A number of seconds as runbooks write it. */
  static String words(long seconds) {
    return Gate.words(Duration.ofSeconds(seconds));
  }

  /** A number of seconds, and whether it is more than a guess; empty if nobody knows. */
  static String words(long seconds, Basis basis) {
    return switch (basis) {
      case MEASURED -> "about " + words(seconds);
      case DECLARED -> "at most " + words(seconds);
      case UNKNOWN -> seconds == 0 ? "" : words(seconds) + " for what is known";
    };
  }

  static List<Line> duration(PlanDocument plan) {
    ForecastView forecast = plan.forecast();
    if (forecast.seconds() == 0) {
      return List.of();
    }
    String unknown =
        forecast.unknown() == 0
            ? ""
            : "; " + Count.of(forecast.unknown(), "step", "has", "have") + " no known duration";
    return List.of(
        Line.of(words(forecast.seconds(), forecast.basis()) + rests(forecast) + unknown));
  }

  private static String rests(ForecastView forecast) {
    return forecast.critical().stream().anyMatch(step -> step.basis() == Basis.DECLARED)
        ? ": declared time limits stand in where no earlier run tells"
        : forecast.basis() == Basis.MEASURED ? ", as earlier runs of the same steps took" : "";
  }

  /** The critical path, play by play. */
  static List<Line> critical(PlanDocument plan, StepNames names) {
    List<Stretch> path = new ArrayList<>();
    for (CriticalView critical : plan.forecast().critical()) {
      Optional<StepNames.Known> known = names.find(critical.step());
      String play = known.map(found -> found.play().name()).orElse(critical.step());
      if (path.isEmpty() || !path.getLast().play.equals(play)) {
        path.add(new Stretch(play));
      }
      path.getLast().seconds += critical.seconds();
      known
          .filter(found -> !found.step().once())
          .ifPresent(found -> path.getLast().hosts.add(found.step().host()));
    }
    return path.isEmpty()
        ? List.of()
        : List.of(Line.of(path.stream().map(Expected::words).collect(Collectors.joining(" > "))));
  }

  private static String words(Stretch stretch) {
    String hosts =
        stretch.hosts.isEmpty() ? "" : " on " + HostNames.brief(List.copyOf(stretch.hosts));
    return stretch.play + hosts + (stretch.seconds == 0 ? "" : " (" + words(stretch.seconds) + ")");
  }
}
