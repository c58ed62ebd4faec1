package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import dev.drover.task.ClusterView;
import dev.drover.task.Members;
import dev.drover.task.Product;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a cluster being looked at.
 *
 * @param name the cluster's
 * @param reached those of them that let us in
 * @param seen the cluster as the first node that answers sees it
 */
record Ward(String name, List<Patient> nodes, List<Patient> reached, Once<Members.Seen> seen) {

  Ward {
    nodes = List.copyOf(nodes);
    reached = List.copyOf(reached);
  }

  static Ward of(String name, List<Patient> nodes, List<Patient> reached) {
    View view = nodes.getFirst().view();
    return new Ward(
        name,
        nodes,
        reached,
        new Once<>(() -> new Members(nodes.stream().map(Patient::host).toList()).ask(view)));
  }

  ClusterView view() throws RemoteException, InterruptedException {
    return seen.get().cluster();
  }

  /** Names of the nodes in the cluster, by the inventory. */
  List<String> names() throws RemoteException.Refused {
    List<String> names = new ArrayList<>();
    for (Patient node : nodes) {
      node.product().map(Product::nodeName).ifPresent(names::add);
    }
    return names;
  }
}
