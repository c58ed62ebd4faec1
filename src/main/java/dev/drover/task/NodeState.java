package dev.drover.task;

/** The states of a node, as the product names them. */
public enum NodeState {
  STARTING,
  ACTIVE,
  DRAINING,
  TERMINATING,
  OFFLINE,
  ERROR
}
