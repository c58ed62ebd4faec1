package dev.drover.plan;

import dev.drover.graph.Graph;
import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.model.Play;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A play with its hosts.
 *
 * @param order in which the hosts are taken
 * @param busy what tells how busy a host is, if that decides the order
 * @param hosts all its hosts, whether they are changed or not
 * @param rolling how many hosts may be in work at once
 * @param lanes one per host that is changed; in the order that they are taken, unless that is
 *     decided during the run
 */
public record PlannedPlay(
    Play play,
    Order order,
    Optional<Order.Busy> busy,
    List<Host> hosts,
    PlannedWindow rolling,
    List<Lane> lanes) {

  public PlannedPlay {
    hosts = List.copyOf(hosts);
    lanes = List.copyOf(lanes);
  }

  /** The hosts that are changed. */
  public List<Host> changed() {
    return lanes.stream().map(Lane::host).toList();
  }

  /** The most hosts in work at any moment. */
  public int window() {
    return rolling.most();
  }

  /**
   * The steps that end before a step of this play begins, only the nearest; one that runs once
   * stands behind what is before it in the first lane.
   */
  public Map<StepId, List<StepId>> nearest() {
    Map<StepId, List<StepId>> nearest = new HashMap<>();
    for (Lane lane : lanes) {
      Graph<StepId> graph = new Graph<>();
      lane.flow().connect(graph, List.of());
      graph.nodes().forEach(step -> nearest.putIfAbsent(step, List.copyOf(graph.before(step))));
    }
    return nearest;
  }

  PlannedPlay with(List<Lane> other) {
    return new PlannedPlay(play, order, busy, hosts, rolling, other);
  }
}
