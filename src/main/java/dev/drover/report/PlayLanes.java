package dev.drover.report;

import dev.drover.review.PlayView;
import dev.drover.review.PlayView.WaveView;
import dev.drover.review.StepView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of a play as a person would draw them: a column for each task, a lane for each host;
 * hosts on which the same happens share a lane where there are many.
 */
record PlayLanes(List<Column> columns, List<Lane> lanes) {

  /** So many lanes can be told apart at a glance. */
  static final int MOST = 12;

  /** More lanes than these nobody reads; what they hold stands among the steps. */
  private static final int MOST_DIFFERENT = 40;

  /**
   * A task.
   *
   * @param group the groups around it
   * @param once whether it runs once for all lanes
   */
  record Column(String address, String group, String title, boolean once) {}

  /**
   * Hosts on which the same happens.
   *
   * @param wave the number of their wave, from 1; 0 if that is decided during the run
   * @param cells the steps of the first of the hosts, by the address of their task
   */
  record Lane(List<String> hosts, int wave, Map<String, StepView> cells) {}

  /** What lanes that can be told together have in common. */
  private record Alike(int wave, Map<String, String> states) {}

  static PlayLanes of(PlayView play) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (TaskRow row : TaskRow.of(play)) {
      columns.putIfAbsent(
          row.address(),
          new Column(
              row.address(), String.join(" › ", row.path()), row.heading(), row.step().once()));
    }
    Map<String, Map<String, StepView>> cells = new LinkedHashMap<>();
    play.hosts().forEach(host -> cells.put(host, new LinkedHashMap<>()));
    for (StepView step : play.steps()) {
      cells
          .computeIfAbsent(step.host(), _ -> new LinkedHashMap<>())
          .put(StepTitle.address(step.id()), step);
    }
    return new PlayLanes(List.copyOf(columns.values()), lanes(play, cells));
  }

  private static List<Lane> lanes(PlayView play, Map<String, Map<String, StepView>> cells) {
    Map<String, Integer> waves = waves(play);
    Map<Object, Lane> lanes = new LinkedHashMap<>();
    // Where nothing is done host by host, one lane says as much as many.
    boolean fold = cells.size() > MOST || play.steps().stream().allMatch(StepView::once);
    cells.forEach((host, steps) -> {
      int wave = waves.getOrDefault(host, 0);
      Object key = fold ? new Alike(wave, states(steps)) : host;
      lanes.computeIfAbsent(key, _ -> new Lane(new ArrayList<>(), wave, steps)).hosts().add(host);
    });
    List<Lane> all = List.copyOf(lanes.values());
    return all.subList(0, Math.min(all.size(), MOST_DIFFERENT));
  }

  /** What happens, but for what runs once: that is drawn across all lanes. */
  private static Map<String, String> states(Map<String, StepView> steps) {
    Map<String, String> states = new HashMap<>();
    steps.forEach((address, step) -> {
      if (!step.once()) {
        states.put(address, step.state());
      }
    });
    return states;
  }

  private static Map<String, Integer> waves(PlayView play) {
    Map<String, Integer> waves = new HashMap<>();
    if (!isDecidedLater(play)) {
      int next = 0;
      for (int i = 0; i < play.waves().size(); i++) {
        WaveView wave = play.waves().get(i);
        for (int host = 0; host < wave.hosts() && next < play.hosts().size(); host++) {
          waves.put(play.hosts().get(next++), i + 1);
        }
      }
    }
    return waves;
  }

  /** Whether the run decides which host is next. */
  static boolean isDecidedLater(PlayView play) {
    return play.order().contains("decided");
  }

  /** How many hosts have no lane, as there are too many that differ. */
  int without(PlayView play) {
    return play.hosts().size() - lanes.stream().mapToInt(lane -> lane.hosts().size()).sum();
  }
}
