package dev.drover.report;

import dev.drover.review.PlanDiff.Change;
import dev.drover.review.PlanDiff.Difference;
import dev.drover.review.PlanDiff.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells in one row that a host is no longer in a play, where its steps would take one each. */
final class LeavingHosts {

  private LeavingHosts() {}

  /** The differences, with the steps of each host that leaves a play as one. */
  static List<Difference> folded(List<Difference> differences) {
    Map<String, Set<String>> leaving = leaving(differences);
    Map<String, List<String>> steps = new HashMap<>();
    List<Difference> folded = new ArrayList<>();
    for (Difference one : differences) {
      String play = play(one);
      if (one.section().equals("steps")
          && one.change() == Change.REMOVED
          && leaving.getOrDefault(play, Set.of()).contains(one.host())) {
        List<String> known = steps.get(play + " " + one.host());
        if (known == null) {
          known = new ArrayList<>();
          steps.put(play + " " + one.host(), known);
          folded.add(one);
        }
        known.add(one.subject());
      } else {
        folded.add(one);
      }
    }
    return folded.stream().map(one -> whole(one, steps)).toList();
  }

  /** By play the hosts that it has no more. */
  private static Map<String, Set<String>> leaving(List<Difference> differences) {
    Map<String, Set<String>> leaving = new HashMap<>();
    for (Difference one : differences) {
      if (one.section().equals("plays") && one.change() == Change.CHANGED) {
        for (Field field : one.fields()) {
          if (field.name().equals("hosts")) {
            Set<String> gone = new HashSet<>(field.before());
            gone.removeAll(new HashSet<>(field.after()));
            leaving.put(one.subject(), gone);
          }
        }
      }
    }
    return leaving;
  }

  /** The play that a step's address begins with. */
  private static String play(Difference step) {
    int end = step.subject().indexOf('/');
    return end < 0 ? step.subject() : step.subject().substring(0, end);
  }

  private static Difference whole(Difference one, Map<String, List<String>> steps) {
    String play = play(one);
    List<String> known =
        one.section().equals("steps") && one.change() == Change.REMOVED
            ? steps.getOrDefault(play + " " + one.host(), List.of())
            : List.of();
    if (known.isEmpty()) {
      return one;
    }
    String end = "[" + one.host() + "]";
    List<String> names =
        known.stream().map(step -> step.substring(play.length() + 1).replace(end, "")).toList();
    return new Difference(
        one.section(),
        play,
        one.host(),
        Change.REMOVED,
        List.of(new Field("steps", names, List.of(), true)));
  }
}
