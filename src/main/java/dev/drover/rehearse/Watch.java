package dev.drover.rehearse;

import dev.drover.journal.Entry;
import dev.drover.journal.RunState;
import dev.drover.model.Policy;
import dev.drover.plan.PlannedPlay;
import dev.drover.rehearse.Fault.Sort;
import dev.drover.sim.Mishap;
import dev.drover.sim.SimHost;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimServer;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at every moment of a scenario whether the run keeps what the plan and its policy promise,
 * and does nothing that must never be done.
 */
final class Watch {

  private final Promise promise;
  private final World world;
  private final Scenario scenario;
  private final Map<String, Optional<SimNode>> nodes = new HashMap<>();
  private final Map<String, List<SimServer>> servers = new HashMap<>();
  private final Set<String> inHand = new HashSet<>();
  private final Set<String> violations = new LinkedHashSet<>();
  private Optional<RunState> state = Optional.empty();
  private int mishaps;
  private int lowest;

  Watch(Promise promise, World world, Scenario scenario) {
    this.promise = promise;
    this.world = world;
    this.scenario = scenario;
    this.mishaps = world.mishaps().size();
    this.lowest = promise.serving().size();
    for (String host : promise.serving()) {
      nodes.put(host, world.nodeOn(host).map(World.Place::node));
      servers.put(host, servers(world, host));
    }
  }

  /** From now on the run stands where this says. */
  void follow(RunState other) {
    state = Optional.of(other);
  }

  /** Looks. */
  void look() {
    Set<String> out = new TreeSet<>(promise.serving().stream().filter(this::isOut).toList());
    int in = promise.serving().size() - out.size();
    lowest = Math.min(lowest, in);
    if (in < promise.capacity()) {
      violate(
          "only %d of %d in service (out: %s), and the plan promises %d at any moment"
              .formatted(in, promise.serving().size(), String.join(", ", out), promise.capacity()));
    }
    for (PlannedPlay play : promise.plays()) {
      domains(play, out);
    }
    promise
        .groups()
        .forEach((group, hosts) -> {
          if (out.containsAll(hosts)) {
            violate(
                "all of the group `" + group + "` are out of service: " + String.join(", ", hosts));
          }
        });
    tooMany();
    world.mishaps().stream()
        .skip(mishaps)
        .filter(this::counts)
        .forEach(mishap -> violate(mishap.words()));
    mishaps = world.mishaps().size();
  }

  /** An entry was written: nothing begins while the run is paused. */
  void written(Entry entry) {
    switch (entry) {
      case Entry.PauseAsked _ ->
          state.ifPresent(now -> now.begunSteps().forEach(begun -> inHand.add(begun.step())));
      case Entry.StepEnded ended -> inHand.remove(ended.step());
      case Entry.StepBegan began
          when state.flatMap(RunState::paused).isPresent() && !inHand.contains(began.step()) ->
          violate(began.step() + " was begun while the operator had paused the run");
      default -> {} // it begins nothing
    }
  }

  private void domains(PlannedPlay play, Set<String> out) {
    Map<String, String> domains = play.rolling().domains();
    if (domains.isEmpty()) {
      return;
    }
    Set<String> touched = new TreeSet<>();
    out.stream().filter(domains::containsKey).forEach(host -> touched.add(domains.get(host)));
    if (touched.size() > 1) {
      violate(
          "hosts of more than one failure domain are out at once: "
              + String.join(", ", touched)
              + " (hosts "
              + String.join(", ", out)
              + ")");
    }
  }

  private void tooMany() {
    Policy policy = promise.policy();
    int most = policy.radius().maxHosts().orElse(Integer.MAX_VALUE);
    if (state.map(RunState::taken).orElse(0) > most) {
      violate("more than `max_hosts: " + most + "` hosts were taken into work");
    }
  }

  /** What the balancer forgot, or the runbook allows, is not the run's doing. */
  private boolean counts(Mishap mishap) {
    boolean forgot =
        scenario.faults().stream().anyMatch(fault -> fault.sort() == Sort.BALANCER_FORGETS);
    return switch (mishap.kind()) {
      case STARTED_OUTSIDE_UPGRADE_MODE -> true;
      case ATTACHED_UNHEALTHY -> !forgot;
      case STOPPED_IN_SERVICE -> !forgot && promise.takesOut().contains(mishap.subject());
      case DROPPED -> !promise.mayBeDropped().contains(mishap.subject());
    };
  }

  void violate(String words) {
    violations.add(words);
  }

  /** The fewest hosts in service at any moment. */
  int lowest() {
    return lowest;
  }

  List<String> violations() {
    return new ArrayList<>(violations);
  }

  private boolean isOut(String host) {
    if (world.findHost(host).flatMap(SimHost::lost).isPresent()) {
      return false; // whoever has cut its power took it out, not the run
    }
    Optional<SimNode> node = nodes.getOrDefault(host, Optional.empty());
    List<SimServer> leading = servers.getOrDefault(host, List.of());
    if (node.isEmpty() && leading.isEmpty()) {
      Bracket bracket = new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host);
      return state.map(now -> now.isOpen(bracket) || now.wasFound(bracket)).orElse(false);
    }
    return node.map(one -> one.state() != SimNode.State.ACTIVE).orElse(false)
        || leading.stream().anyMatch(server -> server.admin() != 0);
  }

  /** Whether a balancer sends no users to a host that it knows. */
  static boolean isOutOfBalancer(World world, String host) {
    return servers(world, host).stream().anyMatch(server -> server.admin() != 0);
  }

  private static List<SimServer> servers(World world, String host) {
    return world.balancers().stream()
        .flatMap(balancer -> balancer.leadingTo(host).stream())
        .toList();
  }
}
