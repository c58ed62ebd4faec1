package dev.drover.doctor;

import dev.drover.diag.Diagnostics;
import dev.drover.lock.Clusters;
import dev.drover.lock.LeaseView;
import dev.drover.lock.LeasedCluster;
import dev.drover.remote.RemoteException;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the lease of the cluster is free, and could be taken. */
final class Leased implements ClusterCheck {

  @Override
  public String name() {
    return "lease";
  }

  @Override
  public boolean onMachines() {
    return true;
  }

  @Override
  public Found look(Ward cluster) throws RemoteException, InterruptedException {
    Diagnostics wrong = new Diagnostics();
    Optional<LeasedCluster> found =
        new Clusters(cluster.nodes().getFirst().view().doors(), Path.of(""), wrong)
            .of(cluster.reached().stream().map(Patient::host).toList()).stream()
                .filter(one -> one.name().equals(cluster.name()))
                .findFirst();
    if (wrong.hasErrors() || found.isEmpty()) {
      return Found.problem(
          "it can't be told where it is kept"
              + wrong.sorted().stream().findFirst().map(one -> ": " + one.message()).orElse(""),
          "correct `lock` in the inventory");
    }
    Optional<LeaseView> lease = found.get().look(0);
    if (lease.isEmpty()) {
      return Found.warning(
          "none is kept: the inventory says `lock: none`",
          "take that out, so that two runs can't change the cluster at once");
    }
    found.get().refuseUnwritable();
    return found(lease.get(), found.get());
  }

  private static Found found(LeaseView lease, LeasedCluster cluster) {
    if (lease.needsMending()) {
      return Found.problem(lease.sentence(), "`drover lock break --reason TEXT` makes it whole");
    }
    if (!lease.nobodyHolds()) {
      return Found.warning(lease.sentence(), "`drover lock wait` waits until it is free");
    }
    return lease.open().isEmpty()
        ? Found.ok("free, and can be taken: " + cluster.place().orElseThrow())
        : Found.warning(
            String.join("; ", lease.open()), "finish that run with `drover resume`, or close it");
  }
}
