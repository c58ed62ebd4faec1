package dev.drover.lb;

import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;

/** Finds the machine from which a balancer is reached, when it is needed. */
@FunctionalInterface
public interface Door {
  /**
   * The machine.
   *
   * @throws RemoteException if there is no such machine
   */
  Remote open() throws RemoteException;
}
