package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.model.Play;
import java.util.List;
import java.util.Optional;

/**
 * A play with its hosts.
 *
 * @param order in which the hosts are taken
 * @param busy what tells how busy a host is, if that decides the order
 * @param window how many hosts may be in work at once
 * @param lanes one per host; in the order that they are taken, unless that is decided during the
 *     run
 */
public record PlannedPlay(
    Play play, Order order, Optional<Order.Busy> busy, int window, List<Lane> lanes) {

  public PlannedPlay {
    lanes = List.copyOf(lanes);
  }

  /** Its hosts. */
  public List<Host> hosts() {
    return lanes.stream().map(Lane::host).toList();
  }

  PlannedPlay with(List<Lane> other) {
    return new PlannedPlay(play, order, busy, window, other);
  }
}
