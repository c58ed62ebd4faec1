package dev.drover.run;

import dev.drover.journal.RunState;
import dev.drover.model.Host;
import dev.drover.plan.Flow;
import dev.drover.plan.Lane;
import dev.drover.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lanes of a play that have failed. One goes on when an operator asks, while the run still
 * does, that what it failed by is skipped or run again.
 */
final class FailedLanes {

  private final Running running;
  private final Map<Host, Lane> lanes = new LinkedHashMap<>();

  /** What ran once, failed, and was asked to run again. */
  private final Set<String> onceAgain = new HashSet<>();

  FailedLanes(Running running) {
    this.running = running;
  }

  void add(Lane lane) {
    lanes.put(lane.host(), lane);
  }

  /** Whether one of them is to go on. */
  boolean anyAskedFor() {
    return lanes.values().stream().anyMatch(lane -> !askedFor(lane).isEmpty());
  }

  /** Those that are to go on; they are no failed ones from now on. */
  List<Lane> takeAskedFor() {
    List<Lane> taken = new ArrayList<>();
    for (Lane lane : List.copyOf(lanes.values())) {
      Set<String> steps = askedFor(lane);
      if (!steps.isEmpty()) {
        running.once().forget(onceAround(lane.flow(), steps), running);
        onceAgain.addAll(steps);
      }
      if (!steps.isEmpty() || isMendedByAnother(lane)) {
        lanes.remove(lane.host());
        taken.add(lane);
      }
    }
    return taken;
  }

  /**
   * Whether a lane failed by nothing but what runs once, and the lane of another host has run that
   * again, with success, before this one ended.
   */
  private boolean isMendedByAnother(Lane lane) {
    RunState state = running.ledger().state();
    List<Step> begun =
        lane.steps().stream().filter(step -> state.ended(step.id().text()).isPresent()).toList();
    return begun.stream().noneMatch(step -> Failures.is(step, state))
        && !begun.isEmpty()
        && begun.getLast().once()
        && onceAgain.contains(begun.getLast().id().text());
  }

  private Set<String> askedFor(Lane lane) {
    RunState state = running.ledger().state();
    return lane.steps().stream()
        .filter(step -> Failures.is(step, state))
        .map(step -> step.id().text())
        .filter(state::isAskedFor)
        .collect(Collectors.toSet());
  }

  /** What runs once and holds one of some steps. */
  private static List<String> onceAround(Flow flow, Set<String> steps) {
    List<String> found = new ArrayList<>();
    switch (flow) {
      case Flow.Single(Step step) -> {
        if (step.once() && steps.contains(step.id().text())) {
          found.add(step.id().text());
        }
      }
      case Flow.Once once -> {
        if (once.steps().stream().anyMatch(step -> steps.contains(step.id().text()))) {
          found.add(once.group());
        }
      }
      case Flow.Sequence _, Flow.Parallel _, Flow.Guarded _, Flow.Retried _, Flow.Handlers _ -> {}
    }
    flow.inner().forEach(part -> found.addAll(onceAround(part, steps)));
    return found;
  }
}
