package dev.drover.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of a play, task by task over all hosts. Hosts may differ in the items of loops. */
public final class Rows {

  private Rows() {}

  /** One list per task, in the order of the tasks; in it, each step once. */
  public static List<List<Step>> of(PlannedPlay play) {
    List<String> order = new ArrayList<>();
    Map<String, Map<StepId, Step>> rows = new LinkedHashMap<>();
    for (Lane lane : play.lanes()) {
      int at = 0;
      for (Step step : lane.steps()) {
        String task = step.task().id();
        if (rows.putIfAbsent(task, new LinkedHashMap<>()) == null) {
          order.add(at, task);
          at++;
        } else {
          at = Math.max(at, order.indexOf(task) + 1);
        }
        rows.getOrDefault(task, Map.of()).put(step.id(), step);
      }
    }
    return order.stream()
        .map(task -> List.copyOf(rows.getOrDefault(task, Map.of()).values()))
        .toList();
  }
}
