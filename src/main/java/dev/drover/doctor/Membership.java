package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import dev.drover.task.ClusterView;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.Product;
import java.util.ArrayList;
import java.util.List;

/** Whether inventory and cluster name the same nodes. */
final class Membership implements ClusterCheck {

  @Override
  public String name() {
    return "members";
  }

  @Override
  public boolean needsRights() {
    return true;
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    ClusterView view = cluster.view();
    List<NodeView> strangers = new ArrayList<>(view.nodes());
    List<String> missing = new ArrayList<>();
    for (Patient node : cluster.nodes()) {
      Product product = node.product().orElseThrow();
      if (view.node(product).isPresent()) {
        strangers.remove(view.node(product).get());
      } else {
        missing.add(product.nodeName());
      }
    }
    List<String> known = view.nodes().stream().map(NodeView::name).toList();
    if (!missing.isEmpty()) {
      return Found.problem(
          "the cluster has no node %s; it has %s"
              .formatted(String.join(", ", missing), String.join(", ", known)),
          "correct `node_name` in `product`, or find out why the node did not join");
    }
    return strangers.isEmpty()
        ? Found.ok("the inventory names all of them: " + String.join(", ", known))
        : Found.warning(
            "the inventory does not name "
                + String.join(", ", strangers.stream().map(NodeView::name).toList()),
            "add them: an upgrade is complete only with every node");
  }
}
