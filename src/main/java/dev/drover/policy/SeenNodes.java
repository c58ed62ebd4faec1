package dev.drover.policy;

import dev.drover.model.Host;
import dev.drover.plan.NodeEffects;
import dev.drover.task.Observation;
import dev.drover.task.Product;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was seen of nodes and clusters while the plan was made; nothing if it was made offline. */
final class SeenNodes {

  private final NodeEffects clusters;
  private final Map<String, String> seen = new LinkedHashMap<>();

  SeenNodes(NodeEffects clusters, Collection<Observation> observations) {
    this.clusters = clusters;
    observations.forEach(one -> seen.put(one.subject() + "\n" + one.name(), one.value()));
  }

  /** The version that a host's node runs, as its cluster sees it. */
  Optional<String> version(Host host) {
    return of(host, "version of node ");
  }

  /** The state of a host's node, as its cluster sees it. */
  Optional<String> state(Host host) {
    return of(host, "state of node ");
  }

  /** Whether a cluster is in upgrade mode. */
  boolean isInUpgradeMode(String cluster) {
    return "on".equals(seen.get("cluster " + cluster + "\nupgrade mode"));
  }

  private Optional<String> of(Host host, String what) {
    return clusters
        .product(host)
        .map((Product product) -> "cluster " + product.cluster() + "\n" + what + product.nodeName())
        .flatMap(key -> Optional.ofNullable(seen.get(key)));
  }
}
