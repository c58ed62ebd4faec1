package dev.zdu.cluster;

import java.util.Locale;

/** What an administrator can ask of the cluster: the transition table, one row each. */
public enum Action {
  START(ClusterState.STABLE),
  CANCEL(ClusterState.READY_TO_UPGRADE),
  APPROVE(ClusterState.READY_TO_RUN_UPGRADE_TASKS);

  private final ClusterState legalIn;

  Action(ClusterState legalIn) {
    this.legalIn = legalIn;
  }

  /** Whether the action may be taken while the cluster is in {@code state}. */
  public boolean isLegalIn(ClusterState state) {
    return state == legalIn;
  }

  /** The last word of its path, and its name among the links. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
