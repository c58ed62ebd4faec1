package dev.zdu.cluster;

/** The state of one node, as the vendor's REST reference names it. */
public enum NodeState {
  STARTING,
  ACTIVE,
  /** In the reference, but no release is known to use it. */
  DRAINING,
  TERMINATING,
  /** Known from the snapshot of upgrade mode, and gone. */
  OFFLINE,
  ERROR
}
