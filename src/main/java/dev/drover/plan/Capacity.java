package dev.drover.plan;

import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import java.util.HashSet;
import java.util.Set;

/** How many hosts stay in service while a plan runs. */
public final class Capacity {

  private Capacity() {}

  /** True if a step of the play takes a host out of service. */
  public static boolean takesOut(PlannedPlay play) {
    return play.lanes().stream().anyMatch(Capacity::takesOut);
  }

  private static boolean takesOut(Lane lane) {
    return lane.steps().stream()
        .flatMap(step -> step.brackets().stream())
        .anyMatch(
            effect -> effect instanceof BracketEffect.Opens opens && isService(opens.bracket()));
  }

  private static boolean isService(Bracket bracket) {
    return bracket.type() == Bracket.Type.NODE_OUT_OF_SERVICE;
  }

  /**
   * The lowest number of hosts in service at any moment, over all ways in which the windows let the
   * steps interleave: in each play the hosts that are still out from earlier plays, and as many
   * more as its window lets out at once. The policy, which the engine keeps, bounds it from below.
   */
  public static int lowest(Plan plan) {
    int hosts = serving(plan);
    int lowest = hosts;
    Set<Bracket> open = new HashSet<>();
    for (PlannedPlay play : plan.plays()) {
      Set<Bracket> before = Set.copyOf(open);
      Set<Bracket> opened = new HashSet<>();
      Set<Bracket> left = new HashSet<>(before);
      for (Lane lane : play.lanes()) {
        walk(lane, opened, left);
      }
      opened.removeAll(before);
      long stayOut = opened.stream().filter(left::contains).count();
      int mostOut = before.size() + (int) Math.min(opened.size(), play.window() + stayOut);
      lowest = Math.min(lowest, hosts - Math.min(hosts, mostOut));
      open = left;
    }
    return Math.max(lowest, Math.min(hosts, plan.runbook().policy().minInService()));
  }

  /**
   * How many hosts serve: those of the largest play that takes hosts out; all hosts if none does.
   */
  public static int serving(Plan plan) {
    return plan.plays().stream()
        .filter(Capacity::takesOut)
        .mapToInt(play -> play.hosts().size())
        .max()
        .orElseGet(() ->
            (int) plan.plays().stream().flatMap(play -> play.hosts().stream()).distinct().count());
  }

  private static void walk(Lane lane, Set<Bracket> opened, Set<Bracket> open) {
    for (Step step : lane.steps()) {
      for (BracketEffect effect : step.brackets()) {
        if (isService(effect.bracket())) {
          switch (effect) {
            case BracketEffect.Opens opens -> {
              opened.add(opens.bracket());
              open.add(opens.bracket());
            }
            case BracketEffect.Closes closes -> open.remove(closes.bracket());
          }
        }
      }
    }
  }
}
