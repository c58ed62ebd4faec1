package dev.drover.rehearse;

import dev.drover.rehearse.Fault.Sort;
import dev.drover.remote.Command;
import dev.drover.remote.RemoteException;
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

  /** A step is about to act in its own way, or in this one. */
  Optional<Sort> acting(String step) {
    return scenario.faults().stream()
        .filter(fault -> fault.place().equals(step))
        .filter(fault ->
            switch (fault.sort()) {
              case STEP_FAILS, STEP_FAILS_LATE, STEP_TIMES_OUT, STEP_TIMES_OUT_LATE -> true;
              default -> false;
            })
        .filter(fault -> !mended.contains(fault))
        .peek(struck::add)
        .map(Fault::sort)
        .findFirst();
  }

  /** A step began. */
  void began(String step) {
    if (due(Sort.BALANCER_FORGETS, step)) {
      world.balancers().stream()
          .flatMap(balancer -> balancer.backends().values().stream())
          .flatMap(servers -> servers.values().stream())
          .forEach(SimServer::ready);
    }
    if (due(Sort.GATE_FLAPS, step)) {
      world.clusters().stream()
          .flatMap(cluster -> cluster.nodes().stream())
          .forEach(Interference::flap);
    }
  }

  /** What the operator asks for while a step is about to act; empty if nothing. */
  Optional<Sort> operator(String step) {
    if (due(Sort.OPERATOR_STOPS, step)) {
      return Optional.of(Sort.OPERATOR_STOPS);
    }
    return due(Sort.OPERATOR_ABORTS, step) ? Optional.of(Sort.OPERATOR_ABORTS) : Optional.empty();
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
    boolean gone = due(Sort.HOST_AWAY_AFTER, touch.step());
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

  /**
   * A record is about to be written. Answers how many of its bytes are, if the controller is killed
   * at it.
   */
  Optional<Integer> record(String name, int length) {
    if (due(Sort.KILLED_BEFORE, name)) {
      return Optional.of(0);
    }
    if (due(Sort.KILLED_TORN, name)) {
      return Optional.of(length / 2);
    }
    return due(Sort.KILLED_AFTER, name) ? Optional.of(length) : Optional.empty();
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
          if (full.remove(host.name())) {
            host.free(SimHost.USUALLY_FREE);
          }
        });
    scenario.faults().stream()
        .filter(fault -> fault.sort().where() == Fault.Where.NODE)
        .forEach(fault -> {
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

  /** Whether all faults have struck. */
  boolean allStruck() {
    return struck.containsAll(
        scenario.faults().stream()
            .filter(fault -> fault.sort().where() != Fault.Where.NODE)
            .toList());
  }
}
