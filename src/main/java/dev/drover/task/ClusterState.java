package dev.drover.task;

/** The states of a cluster, as the product names them. */
public enum ClusterState {
  STABLE,
  READY_TO_UPGRADE,
  MIXED,
  READY_TO_RUN_UPGRADE_TASKS,
  RUNNING_UPGRADE_TASKS,
  UPGRADE_TASKS_FAILED
}
