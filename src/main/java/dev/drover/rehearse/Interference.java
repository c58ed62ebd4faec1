package dev.drover.rehearse;

import dev.drover.rehearse.Fault.Sort;
import dev.drover.remote.Command;
import dev.drover.remote.RemoteException;
import dev.drover.run.OperatorRequest.Verb;
import dev.drover.sim.SimBalancer;
import dev.drover.sim.SimHost;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimServer;
import dev.drover.sim.World;
import dev.drover.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The faults of a scenario: they wait for their places, strike once, and are mended. */
final class Interference {

  private static final Duration AWAY = Duration.ofSeconds(90);

  /** So often a gate sees something else. */
  private static final int FLAPS = 4;

  private static final Set<String> WRITING =
      Set.of("files.write", "files.mkdirs", "files.link", "install.fetch", "carry.copy", "tar");

  private final Scenario scenario;
  private final World world;
  private final Trace usual;
  private final Set<Fault> struck = new HashSet<>();
  private final Set<Fault> mended = new HashSet<>();
  private final Map<String, Instant> away = new HashMap<>();
  private final Map<String, Integer> changes = new HashMap<>();
  private final Set<String> full = new HashSet<>();

  /**
   * The faults of a scenario.
   *
   * @param usual what the run does if nothing disturbs it
   */
  Interference(Scenario scenario, World world, Trace usual) {
    this.scenario = scenario;
    this.world = world;
    this.usual = usual;
    scenario.faults().forEach(this::weakenNode);
  }

  private void weakenNode(Fault fault) {
    Optional<SimNode> node = world.nodeOn(fault.place()).map(World.Place::node);
    switch (fault.sort()) {
      case NODE_DIES -> node.orElseThrow().faults().add(SimNode.Fault.DIES_AT_START);
      case NODE_STUCK -> node.orElseThrow().faults().add(SimNode.Fault.STUCK_STARTING);
      case NODE_ERROR -> node.orElseThrow().faults().add(SimNode.Fault.ERROR_AT_START);
      case NODE_IGNORES_STOP -> node.orElseThrow().faults().add(SimNode.Fault.IGNORES_STOP);
      default -> {} // it waits for its place
    }
  }

  /** Whether a fault of a sort is due here, which it is once. */
  private boolean due(Sort sort, String place) {
    return scenario.faults().stream()
        .anyMatch(
            fault -> fault.sort() == sort && fault.place().equals(place) && struck.add(fault));
  }

  private Optional<Sort> firstDue(String place, Sort... sorts) {
    return Stream.of(sorts).filter(sort -> due(sort, place)).findFirst();
  }

  /** A step is about to act in its own way, or in this one. */
  Optional<Sort> acting(String step) {
    return scenario.faults().stream()
        .filter(fault -> fault.place().equals(step))
        .filter(fault -> fault.sort().lasts())
        .filter(fault -> !mended.contains(fault))
        .peek(struck::add)
        .map(Fault::sort)
        .findFirst();
  }

  /** A step began. */
  void began(String step) {
    if (due(Sort.BALANCER_FORGETS, step)) {
      world.balancers().forEach(Interference::restart);
    }
    if (due(Sort.GATE_FLAPS, step)) {
      world.clusters().stream()
          .flatMap(cluster -> cluster.nodes().stream())
          .forEach(Interference::flap);
    }
  }

  /** What the operator asks for while a step is about to act; empty if nothing. */
  Optional<Sort> operator(String step) {
    return firstDue(
        step,
        Sort.OPERATOR_STOPS,
        Sort.OPERATOR_ABORTS,
        Sort.OPERATOR_PAUSES,
        Sort.OPERATOR_STOPS_PAUSED);
  }

  /** What the operator asks for when he sees that a step has failed; empty if nothing. */
  Optional<Verb> operatorAfter(String failed) {
    return scenario.faults().stream()
        .filter(fault -> fault.place().equals(failed) && struck.contains(fault))
        .filter(
            fault -> fault.sort() == Sort.OPERATOR_SKIPS || fault.sort() == Sort.OPERATOR_RETRIES)
        .filter(mended::add)
        .findFirst()
        .map(fault -> fault.sort() == Sort.OPERATOR_SKIPS ? Verb.SKIP : Verb.RETRY);
  }

  private static void restart(SimBalancer balancer) {
    balancer.backends().values().stream()
        .flatMap(servers -> servers.values().stream())
        .forEach(SimServer::ready);
  }

  private static void flap(SimNode node) {
    SimNode.View truth = new SimNode.View(Optional.of(node.state()), Optional.of(node.version()));
    for (int i = 0; i < FLAPS; i++) {
      node.views().add(truth);
      node.views().add(new SimNode.View(Optional.empty(), Optional.of(node.version())));
    }
  }

  /** A step is about to go through a door. */
  void before(Touch touch, Clock clock) {
    comeBack(clock);
    if (touch.changes() || usual.changes(touch.step()) == 0) {
      if (due(Sort.HOST_LOST_BEFORE, touch.step())) {
        lose(touch.host());
      }
      if (due(Sort.HOST_AWAY_BEFORE, touch.step())) {
        loseFor(touch.host(), clock);
      }
    }
    if (due(Sort.DISK_FULL, touch.step())) {
      full.add(touch.host());
      world.findHost(touch.host()).ifPresent(host -> host.free(0));
    }
  }

  /** Whether a command can't write, for the disk is full. */
  boolean cannotWrite(String host, Command command) {
    return full.contains(host)
        && !command.reads()
        && WRITING.contains(command.scriptName().orElse(command.arguments().getFirst()));
  }

  /** Whether nothing can be written to a machine. */
  boolean isFull(String host) {
    return full.contains(host);
  }

  /**
   * A step went through a door. Answers whether the controller is killed now.
   *
   * @throws RemoteException if the answer does not come back
   */
  boolean after(Touch touch, Clock clock) throws RemoteException {
    if (!touch.changes()) {
      return false;
    }
    int number = changes.merge(touch.step(), 1, Integer::sum);
    if (due(Sort.KILLED_BETWEEN, touch.step() + "#" + number)) {
      return true;
    }
    boolean lost = due(Sort.HOST_LOST_AFTER, touch.step());
    boolean dark = due(Sort.HOST_LOSES_POWER, touch.step());
    boolean gone = due(Sort.HOST_AWAY_AFTER, touch.step()) || dark;
    if (dark) {
      losePower(touch.host());
    }
    if (lost) {
      lose(touch.host());
    }
    if (gone) {
      loseFor(touch.host(), clock);
    }
    if (lost || gone) {
      throw RemoteException.Unreachable.lost(
          touch.host() + " hung up before it had answered",
          "check the machine and the network to it",
          null);
    }
    if (due(Sort.ANSWER_LOST, touch.step())) {
      throw new RemoteException.TooSlow(
          touch.host() + " did not answer in time", "look at what it did, then resume", null);
    }
    return false;
  }

  private void lose(String host) {
    world.findHost(host).ifPresent(lost -> lost.reachable(false));
  }

  private void losePower(String host) {
    world.findHost(host).ifPresent(SimHost::losePower);
    world.balancers().stream()
        .filter(balancer -> balancer.name().equals(host))
        .forEach(Interference::restart);
  }

  private void loseFor(String host, Clock clock) {
    lose(host);
    away.put(host, clock.now().plus(AWAY));
  }

  private void comeBack(Clock clock) {
    Set<String> back = new HashSet<>();
    away.forEach((host, until) -> {
      if (!clock.now().isBefore(until)) {
        world.findHost(host).ifPresent(there -> there.reachable(true));
        back.add(host);
      }
    });
    away.keySet().removeAll(back);
  }

  /** How the controller dies at a record that is about to be written; empty if it does not. */
  Optional<Sort> record(String name) {
    return firstDue(name, Sort.KILLED_BEFORE, Sort.KILLED_TORN, Sort.KILLED_AFTER, Sort.POWER_LOST);
  }

  /** Whether anything may happen at records. */
  boolean strikesAtRecords() {
    return scenario.faults().stream().anyMatch(fault -> fault.sort().where() == Fault.Where.RECORD);
  }

  /** Somebody puts in order what has struck by now. */
  void mend() {
    mended.addAll(struck);
    away.clear();
    world
        .hosts()
        .forEach(host -> {
          host.reachable(true);
          host.lost()
              .ifPresent(product ->
                  host.products()
                      .start(product.directory(), product.user(), product.environment()));
          if (full.remove(host.name())) {
            host.free(SimHost.USUALLY_FREE);
          }
        });
    scenario.faults().stream()
        .filter(fault -> fault.sort().where() == Fault.Where.NODE)
        .forEach(fault -> {
          mended.add(fault);
          SimNode node = world.nodeOn(fault.place()).orElseThrow().node();
          node.faults().clear();
          SimHost host = world.host(fault.place());
          if (node.state() == SimNode.State.TERMINATING) {
            host.products().kill(); // it has stopped after all
          } else if (host.product().isPresent()) {
            node.become(SimNode.State.ACTIVE); // what held it up is gone
          }
        });
    world.clusters().stream()
        .flatMap(cluster -> cluster.nodes().stream())
        .forEach(node -> node.views().clear());
  }

  /** Whether nothing is in the way of the run any more, and nothing will be. */
  boolean isOver() {
    return away.isEmpty()
        && full.isEmpty()
        && scenario.faults().stream()
            .allMatch(fault ->
                mended.contains(fault) || (struck.contains(fault) && !fault.sort().lasts()));
  }

  /** Whether all faults have struck. */
  boolean allStruck() {
    return struck.containsAll(
        scenario.faults().stream()
            .filter(fault -> fault.sort().where() != Fault.Where.NODE)
            .toList());
  }
}
