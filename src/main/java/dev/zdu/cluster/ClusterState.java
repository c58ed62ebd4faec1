package dev.zdu.cluster;

/**
 * The state of the whole cluster, as the vendor's REST reference names it. The two about upgrade
 * tasks are part of the interface; Bitbucket has no such stage, so they are never reached.
 */
public enum ClusterState {
  STABLE,
  READY_TO_UPGRADE,
  MIXED,
  READY_TO_RUN_UPGRADE_TASKS,
  RUNNING_UPGRADE_TASKS,
  UPGRADE_TASKS_FAILED
}
