package dev.drover.doctor;

import dev.drover.remote.RemoteException;

/** Something that a run needs of a host. */
interface HostCheck {

  /** Its name in the report: a word or two. */
  String name();

  /** Whether it makes sense for this host. */
  default boolean concerns(Patient host) {
    return true;
  }

  /** Whether it works on the machine itself, so that nothing is to be seen without a login. */
  default boolean onMachine() {
    return true;
  }

  /**
   * Looks.
   *
   * @throws RemoteException if the host can't be worked with, which is a problem
   */
  Found look(Patient host) throws RemoteException, InterruptedException;
}
