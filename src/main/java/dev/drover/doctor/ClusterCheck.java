package dev.drover.doctor;

import dev.drover.remote.RemoteException;

/** Something that a run needs of the nodes of a cluster together. */
interface ClusterCheck {

  /** Its name in the report: a word or two. */
  String name();

  /** Whether it rests on what the product's interface says, so that it needs the right to ask. */
  default boolean needsRights() {
    return false;
  }

  /** Whether it works on the machines, so that nothing is to be seen without a login. */
  default boolean onMachines() {
    return false;
  }

  /**
   * Looks.
   *
   * @throws RemoteException if a node can't be worked with, which is a problem
   */
  Found look(Ward cluster) throws RemoteException, InterruptedException;
}
