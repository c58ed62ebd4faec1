package dev.drover.report;

import dev.drover.journal.Entry;
import dev.drover.plan.Lane;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts that a run has in hand, and what they still do until they are at their safe point. */
final class HostsInHand {

  private final Plan plan;
  private final Set<String> begun = new LinkedHashSet<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<Bracket, String> open = new LinkedHashMap<>();

  HostsInHand(Plan plan) {
    this.plan = plan;
  }

  void apply(Entry entry) {
    switch (entry) {
      case Entry.StepBegan step -> begun.add(step.step());
      case Entry.StepEnded step -> {
        begun.remove(step.step());
        ended.add(step.step());
      }
      case Entry.GroupRepeated again -> ended.removeAll(again.steps());
      case Entry.BracketOpened opened -> open.putIfAbsent(opened.bracket(), opened.step());
      case Entry.BracketClosed closed -> open.remove(closed.bracket());
      default -> {} // nothing that is in hand changes by it
    }
  }

  /** The steps that are under way. */
  List<String> begun() {
    return List.copyOf(begun);
  }

  /** What each of them still does, by its name. */
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    for (PlannedPlay play : plan.plays()) {
      for (Lane lane : play.lanes()) {
        List<Step> now =
            lane.steps().stream()
                .filter(step -> begun.contains(step.id().text()))
                .filter(step -> step.host().equals(lane.host()))
                .toList();
        List<Step> rest = untilSafe(lane);
        if (!now.isEmpty() || !rest.isEmpty()) {
          words.put(lane.host().name(), words(now, rest));
        }
      }
    }
    return words;
  }

  /** The steps up to the last one that closes something of the lane's own. */
  private List<Step> untilSafe(Lane lane) {
    Set<Bracket> own =
        open.entrySet().stream()
            .filter(one ->
                lane.steps().stream()
                    .anyMatch(step -> !step.once() && step.id().text().equals(one.getValue())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<Step> left =
        lane.steps().stream()
            .filter(step -> !ended.contains(step.id().text()) && !begun.contains(step.id().text()))
            .toList();
    int last = -1;
    for (int i = 0; i < left.size(); i++) {
      boolean closes =
          left.get(i).brackets().stream()
              .anyMatch(effect ->
                  effect instanceof BracketEffect.Closes && own.contains(effect.bracket()));
      last = closes ? i : last;
    }
    return left.subList(0, last + 1);
  }

  private static String words(List<Step> now, List<Step> rest) {
    String works =
        now.isEmpty()
            ? "waits"
            : now.stream().map(step -> step.task().name()).collect(Collectors.joining(", "));
    if (rest.isEmpty()) {
      return works + "; then it is at its safe point";
    }
    return works
        + "; then "
        + (rest.size() == 1 ? "" : rest.size() - 1 + " more steps and ")
        + rest.getLast().task().name()
        + ", and it is at its safe point";
  }
}
