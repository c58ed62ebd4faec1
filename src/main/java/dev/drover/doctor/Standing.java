package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import dev.drover.task.ClusterState;
import dev.drover.task.ClusterView;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.NodeState;
import java.util.List;

/** Whether the cluster is in a state in which an upgrade can begin. */
final class Standing implements ClusterCheck {

  @Override
  public String name() {
    return "state";
  }

  @Override
  public boolean needsRights() {
    return true;
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    ClusterView view = cluster.view();
    List<String> down =
        view.nodes().stream()
            .filter(node -> !node.is(NodeState.ACTIVE))
            .map(NodeView::toString)
            .toList();
    if (!down.isEmpty()) {
      return Found.problem(
          "not every node is ACTIVE: " + String.join(", ", down),
          "start those nodes, or stop them for good, before anything else");
    }
    if (view.upgradeMode()) {
      return Found.warning(
          "upgrade mode is on, the cluster is " + view.words(),
          "an upgrade is under way: finish it, or end it with"
              + " runbooks/bitbucket-cancel-upgrade.yml");
    }
    if (!view.is(ClusterState.STABLE)) {
      return Found.problem(
          "the cluster is " + view.words(), "look at the product's clustering page and its logs");
    }
    return view.nodes().size() == 1
        ? Found.warning(
            "STABLE, with one node only", "users notice every restart: a second node is needed")
        : Found.ok("STABLE, " + view.nodes().size() + " nodes ACTIVE, upgrade mode off");
  }
}
