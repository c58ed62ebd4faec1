package dev.drover.policy;

import dev.drover.plan.Lane;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.plan.StepState;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which steps count as touching their host. */
enum Touch {
  /** Those that may change something, as far as somebody has looked. */
  SURELY,
  /** Those at which nobody has looked besides. */
  MAYBE;

  private boolean is(Step step) {
    return switch (step.state()) {
      case StepState.AlreadySo _, StepState.WillLook _, StepState.WillSkip _ -> false;
      case StepState.NotLooked _ -> this == MAYBE;
      case StepState.WillChange _,
          StepState.MayRun _,
          StepState.StandsBy _,
          StepState.UnknownUntil _,
          StepState.WillFail _,
          StepState.Unchecked _ ->
          true;
    };
  }

  /** The hosts of a play that are touched. */
  Set<String> hosts(PlannedPlay play) {
    Set<String> hosts = new LinkedHashSet<>();
    for (Lane lane : play.lanes()) {
      if (lane.steps().stream().anyMatch(step -> is(step) && touches(step, lane))) {
        hosts.add(lane.host().name());
      }
    }
    return hosts;
  }

  /** What runs once touches one host, though it stands in every lane. */
  private static boolean touches(Step step, Lane lane) {
    return !step.once() || step.host().equals(lane.host());
  }

  /** The most hosts that the throttles of tasks let be touched at once, whatever the window. */
  int mostAtOnce(PlannedPlay play) {
    Map<String, Integer> most = new LinkedHashMap<>();
    for (Lane lane : play.lanes()) {
      for (Step step : lane.steps()) {
        if (is(step)) {
          most.put(step.task().id(), step.task().keywords().throttle().orElse(play.lanes().size()));
        }
      }
    }
    return most.values().stream().mapToInt(Integer::intValue).sum();
  }
}
