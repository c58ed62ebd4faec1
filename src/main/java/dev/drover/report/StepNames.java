package dev.drover.report;

import dev.drover.review.PlanDocument;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the steps of a plan by their ids, and says in words which are meant. */
final class StepNames {

  /** A step with its play. */
  record Known(PlayView play, StepView step) {}

  private final Map<String, Known> steps = new HashMap<>();

  StepNames(PlanDocument plan) {
    for (PlayView play : plan.plays()) {
      play.steps().forEach(step -> steps.put(step.id(), new Known(play, step)));
    }
  }

  Optional<Known> find(String id) {
    return Optional.ofNullable(steps.get(id));
  }

  /** The title of a step; its id if the plan has no such step. */
  String title(String id) {
    return find(id).map(known -> StepTitle.of(known.step())).orElse(id);
  }

  /** Steps in words: {@code `stop` on bb[1:3]}. */
  String of(List<String> ids) {
    Map<String, List<String>> tasks = new LinkedHashMap<>();
    Map<String, String> titles = new HashMap<>();
    for (String id : ids) {
      String address = StepTitle.address(id);
      titles.putIfAbsent(address, title(id));
      List<String> hosts = tasks.computeIfAbsent(address, _ -> new ArrayList<>());
      find(id)
          .filter(known -> !known.step().once())
          .ifPresent(known -> hosts.add(known.step().host()));
    }
    return tasks.entrySet().stream()
        .map(task ->
            "`"
                + titles.getOrDefault(task.getKey(), task.getKey())
                + "`"
                + (task.getValue().isEmpty() ? "" : " on " + HostNames.brief(task.getValue())))
        .collect(Collectors.joining(", "));
  }
}
