package dev.drover.plan;

import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Observation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many hosts stay in service while a plan runs.
 *
 * @param serving how many serve if none is out: the hosts of all plays that take hosts out; all
 *     hosts of the plan if none does
 * @param lowest the fewest at any moment while no step fails, over all ways in which windows,
 *     waves, domains, the policy and what runs once let the steps interleave
 * @param withFailures the fewest if steps fail as badly as the failure policy lets them
 */
public record Capacity(int serving, int lowest, int withFailures) {

  /**
   * That of a plan. If the policy would hold it up for ever, the numbers are those that it would
   * take to come to its end.
   */
  public static Capacity of(Plan plan) {
    int serving = serving(plan).size();
    boolean kept = HeldUp.of(plan).isEmpty();
    int lowest = serving - new MostOut(plan, kept, false).most();
    int withFailures = serving - new MostOut(plan, kept, true).most();
    return new Capacity(serving, lowest, Math.max(0, Math.min(lowest, withFailures)));
  }

  private static Set<String> serving(Plan plan) {
    Set<String> hosts = new LinkedHashSet<>();
    plan.plays().stream().filter(Capacity::takesOut).forEach(play -> add(play, hosts));
    if (hosts.isEmpty()) {
      plan.plays().forEach(play -> add(play, hosts));
    }
    return hosts;
  }

  private static void add(PlannedPlay play, Set<String> hosts) {
    play.hosts().forEach(host -> hosts.add(host.name()));
  }

  /** True if a step of the play takes a host out of service. */
  public static boolean takesOut(PlannedPlay play) {
    return play.lanes().stream()
        .flatMap(lane -> lane.steps().stream())
        .anyMatch(Capacity::takesOut);
  }

  /** The names of hosts that somebody else had taken out before: they stay out. */
  public static Set<String> found(Plan plan) {
    Set<String> found = new HashSet<>();
    alreadyOut(plan).forEach(step -> found.add(step.host().name()));
    return found;
  }

  /**
   * What was seen of hosts that take no traffic although nobody had taken them out, by their names;
   * they may serve again behind their lanes.
   */
  public static Map<String, String> down(Plan plan) {
    Set<String> serving = serving(plan);
    Set<String> found = found(plan);
    Map<String, String> down = new LinkedHashMap<>();
    plan.seen().stream()
        .filter(Observation::isDown)
        .filter(one -> serving.contains(one.subject()) && !found.contains(one.subject()))
        .forEach(one -> down.put(one.subject(), one.value()));
    return down;
  }

  /** The steps that would take out hosts which are out already. */
  public static List<Step> alreadyOut(Plan plan) {
    return plan.plays().stream()
        .flatMap(play -> play.lanes().stream())
        .flatMap(lane -> lane.steps().stream())
        .filter(step -> step.state() instanceof StepState.AlreadySo && takesOut(step))
        .toList();
  }

  /** True if a step takes a host out of service. */
  static boolean takesOut(Step step) {
    return step.brackets().stream()
        .anyMatch(effect -> effect instanceof BracketEffect.Opens && isService(effect.bracket()));
  }

  static boolean isService(Bracket bracket) {
    return bracket.type() == Bracket.Type.NODE_OUT_OF_SERVICE;
  }
}
