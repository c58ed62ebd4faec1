package dev.drover.rehearse;

import dev.drover.model.Host;
import dev.drover.model.Policy;
import dev.drover.plan.Capacity;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.schema.Bound;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.NodeEffect;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan promises, whatever goes wrong.
 *
 * @param serving the hosts that serve if nobody is out
 * @param capacity how many of them serve at any moment, even if steps fail
 * @param plays its plays, for their failure domains
 * @param groups the groups that are never all out
 * @param takesOut the hosts that it takes out of service before it stops them
 * @param mayBeDropped the nodes that may be missing when the upgrade is finished
 */
record Promise(
    Policy policy,
    Set<String> serving,
    int capacity,
    List<PlannedPlay> plays,
    Map<String, Set<String>> groups,
    Set<String> takesOut,
    Set<String> mayBeDropped) {

  static Promise of(Rehearsable site) {
    List<PlannedPlay> plays = site.plan().plays();
    Set<String> serving = new TreeSet<>();
    plays.stream().filter(Capacity::takesOut).forEach(play -> add(play, serving));
    if (serving.isEmpty()) {
      plays.forEach(play -> add(play, serving));
    }
    Set<String> takesOut = new HashSet<>();
    Set<String> dropped = new HashSet<>();
    for (Step step : site.plan().steps()) {
      for (BracketEffect effect : step.brackets()) {
        if (effect instanceof BracketEffect.Opens
            && effect.bracket().type() == Bracket.Type.NODE_OUT_OF_SERVICE) {
          takesOut.add(effect.bracket().subject());
        }
      }
      if (step.arguments() instanceof Bound.Ready<?> ready) {
        dropped.addAll(dropped(step.kind(), ready.arguments()));
      }
    }
    Policy policy = site.plan().runbook().policy();
    // Where the plan takes nobody out of service, stopping a node is what its author wants.
    int floor = Math.min(policy.minInService(), serving.size());
    int capacity =
        takesOut.isEmpty() ? 0 : Math.max(floor, Capacity.of(site.plan()).withFailures());
    return new Promise(
        policy,
        serving,
        capacity,
        plays,
        takesOut.isEmpty() ? Map.of() : policy.radius().groups(site.scopes().inventory()),
        takesOut,
        dropped);
  }

  private static void add(PlannedPlay play, Set<String> serving) {
    play.hosts().stream().map(Host::name).forEach(serving::add);
  }

  private static <A extends Record> List<String> dropped(Registered<A> kind, Record arguments) {
    return kind.kind().nodeEffects(kind.own(arguments)).stream()
        .filter(NodeEffect.Finishes.class::isInstance)
        .map(NodeEffect.Finishes.class::cast)
        .flatMap(finishes -> finishes.except().stream())
        .toList();
  }
}
