package dev.zdu.cluster;

import java.util.List;

/** Whether upgrade mode is on, and what the cluster remembers while it is. */
public sealed interface UpgradeMode {

  /** The normal mode: one version, and nodes that are gone are forgotten. */
  record Off() implements UpgradeMode {}

  /**
   * Upgrade mode.
   *
   * @param originalVersion the version of the cluster when the mode was switched on
   * @param snapshot the nodes of that moment; each is shown OFFLINE while it is gone
   */
  record On(Version originalVersion, List<Node> snapshot) implements UpgradeMode {
    public On {
      snapshot = snapshot.stream().sorted(Node.ORDER).toList();
    }
  }

  UpgradeMode OFF = new Off();
}
