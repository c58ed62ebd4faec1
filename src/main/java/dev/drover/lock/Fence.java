package dev.drover.lock;

import dev.drover.remote.RemoteException;

/** Asked before every effect. */
@FunctionalInterface
public interface Fence {

  /** Lets everything pass: for those who hold no lease. */
  Fence NONE = () -> {};

  /**
   * Returns if effects are allowed now.
   *
   * @throws RemoteException if somebody else may have them by now, or that can't be found out
   */
  void check() throws RemoteException, InterruptedException;

  /** A machine has refused an effect: finds out whether that is because others work by now. */
  default void doubt() throws InterruptedException {}
}
