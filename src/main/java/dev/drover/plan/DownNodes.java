package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.task.NodeState;
import dev.drover.task.Observation;
import dev.drover.task.Product;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds hosts whose nodes can't take traffic in what was seen of their clusters. */
final class DownNodes {

  /** A node in such a state answers nobody. */
  private static final Set<String> DOWN = Set.of(NodeState.OFFLINE.name(), NodeState.ERROR.name());

  private final NodeEffects clusters;

  DownNodes(Scopes scopes) {
    this.clusters = new NodeEffects(scopes);
  }

  /** What is to be noted of the hosts of a plan that are down; one that was taken out is not. */
  List<Observation> of(Plan plan, Collection<Observation> observations) {
    Map<String, String> seen = new HashMap<>();
    observations.forEach(one -> seen.put(one.subject() + "\n" + one.name(), one.value()));
    return plan.plays().stream()
        .filter(Capacity::takesOut)
        .flatMap(play -> play.hosts().stream())
        .distinct()
        .flatMap(host -> down(host, seen).stream())
        .toList();
  }

  private Optional<Observation> down(Host host, Map<String, String> seen) {
    return clusters
        .product(host)
        .flatMap(product -> down(product, seen))
        .map(words -> Observation.down(host.name(), words));
  }

  private static Optional<String> down(Product product, Map<String, String> seen) {
    String cluster = "cluster " + product.cluster() + "\n";
    String node = product.nodeName();
    String state = seen.get(cluster + "state of node " + node);
    if (state != null) {
      return DOWN.contains(state)
          ? Optional.of("its node `%s` is %s".formatted(node, state))
          : Optional.empty();
    }
    String nodes = seen.get(cluster + "nodes");
    return nodes != null && !isThereByAddress(product, cluster, seen)
        ? Optional.of(
            "the cluster `%s` has no node `%s`; it has %s"
                .formatted(product.cluster(), node, nodes.isEmpty() ? "none" : nodes))
        : Optional.empty();
  }

  /** A node may have another name than the inventory says. */
  private static boolean isThereByAddress(
      Product product, String cluster, Map<String, String> seen) {
    String address = String.valueOf(product.url().getHost());
    return seen.entrySet().stream()
        .anyMatch(one ->
            one.getKey().startsWith(cluster + "address of node ")
                && one.getValue().equals(address));
  }
}
