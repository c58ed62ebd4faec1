package dev.drover.task;

import dev.drover.model.Host;
import dev.drover.task.ClusterView.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells whether a cluster in upgrade mode is as it was when that was switched on. */
public final class NodesBefore {

  private NodesBefore() {}

  /**
   * Nodes that are upgraded, or may be: one that is not there may come at any moment. In words;
   * empty if all are as they were.
   */
  public static List<String> otherwise(Facts facts, ClusterView cluster) {
    List<String> otherwise = new ArrayList<>();
    if (!cluster.is(ClusterState.READY_TO_UPGRADE)) {
      otherwise.add("the cluster is " + cluster.words());
    }
    for (Host host : Members.of(facts).hosts()) {
      Optional<NodeView> node = cluster.node(facts.settings(host, Product.class));
      boolean asItWas =
          node.filter(of -> of.is(NodeState.ACTIVE))
              .map(of -> of.version().equals(cluster.originalVersion()))
              .orElse(false);
      if (!asItWas) {
        otherwise.add(host + " is " + node.map(NodeView::words).orElse("not in the cluster"));
      }
    }
    return otherwise;
  }
}
