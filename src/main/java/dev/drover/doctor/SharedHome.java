package dev.drover.doctor;

import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.task.Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether the shared home is the same directory on every node. */
final class SharedHome implements ClusterCheck {

  private static final String SCRIPT =
      "[ -d \"$1\" ] || { echo missing; exit 0; }; set -- $(ls -Ldi \"$1\"); echo \"$1\"";

  @Override
  public String name() {
    return "shared home";
  }

  @Override
  public boolean onMachines() {
    return true;
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    Map<String, String> seen = new LinkedHashMap<>();
    for (Patient node : cluster.reached()) {
      String path = node.product().map(Product::home).orElseThrow() + "/shared";
      CommandResult result = node.run("doctor.shared", SCRIPT, path);
      if (result.out().strip().equals("missing")) {
        return Found.problem(
            "%s has no %s".formatted(node.host(), path),
            "mount the shared home there, and check `home` in the node's `product`");
      }
      seen.put(node.host().name(), result.out().strip());
    }
    List<String> different = List.copyOf(new TreeSet<>(seen.values()));
    return different.size() == 1
        ? Found.ok("the same directory on " + String.join(", ", seen.keySet()))
        : Found.warning(
            "it does not look like one directory: inodes " + seen,
            "check that every node has the same share mounted");
  }
}
