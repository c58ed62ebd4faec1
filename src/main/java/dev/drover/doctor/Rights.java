package dev.drover.doctor;

import dev.drover.remote.RemoteException;
import dev.drover.task.Members;
import dev.drover.task.Product;

/** Whether the rolling-upgrade interface is there, and the account may use it. */
final class Rights implements ClusterCheck {

  @Override
  public String name() {
    return "REST rights";
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    Members.Seen seen = cluster.seen().get();
    String who =
        cluster.nodes().getFirst().product().flatMap(Product::username).orElse("the access token");
    return Found.ok(who + " may ask for the cluster; " + seen.by() + " answered");
  }
}
