package dev.drover.model;

/** In which order the hosts of a play are taken. */
public enum Order {
  INVENTORY,
  REVERSE,
  SORTED,
  SHUFFLE,
  LEAST_BUSY;

  /**
   * What tells how busy a host is; {@link Order#LEAST_BUSY} takes the least busy one each time a
   * host may start.
   */
  public enum Busy {
    /** Load average of the last minute, per processor. */
    LOAD,
    /** Running tasks, as the product says. */
    TASKS,
    /** Active users, as the product says. */
    USERS,
    /** Sessions on the load balancer. */
    SESSIONS
  }
}
