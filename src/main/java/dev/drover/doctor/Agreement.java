package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.Zdu;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether every node sees the same members: in a split cluster each part serves users, and misses
 * the other.
 */
final class Agreement implements ClusterCheck {

  @Override
  public String name() {
    return "agreement";
  }

  @Override
  public boolean needsRights() {
    return true;
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    List<String> members = names(cluster.view().nodes());
    List<String> others = new ArrayList<>();
    for (Patient node : cluster.nodes()) {
      List<String> seen = names(Zdu.of(node.view(), node.host()).cluster().nodes());
      if (!seen.equals(members)) {
        others.add(node.host() + " sees " + String.join(", ", seen));
      }
    }
    return others.isEmpty()
        ? Found.ok("every node sees the same " + members.size() + " members")
        : Found.problem(
            "nodes don't see each other: " + String.join("; ", others),
            "the cluster is split: mend the network between the nodes and restart those that miss"
                + " others");
  }

  private static List<String> names(List<NodeView> nodes) {
    return nodes.stream().map(NodeView::name).sorted().toList();
  }
}
