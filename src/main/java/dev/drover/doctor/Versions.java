package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import dev.drover.task.ClusterView;
import dev.drover.task.ClusterView.NodeView;
import java.util.List;

/** Whether all nodes run the same release. */
final class Versions implements ClusterCheck {

  @Override
  public String name() {
    return "versions";
  }

  @Override
  public boolean needsRights() {
    return true;
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    ClusterView view = cluster.view();
    List<String> versions =
        view.nodes().stream()
            .map(node -> node.version().orElse("unknown"))
            .distinct()
            .sorted()
            .toList();
    if (versions.size() == 1 && !versions.contains("unknown")) {
      return Found.ok("all nodes are at " + versions.getFirst());
    }
    String words = String.join(", ", view.nodes().stream().map(NodeView::toString).toList());
    return view.upgradeMode()
        ? Found.warning("nodes differ: " + words, "the upgrade that is under way is not finished")
        : Found.problem("nodes differ: " + words, "bring all nodes to one release first");
  }
}
