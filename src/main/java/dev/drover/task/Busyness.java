package dev.drover.task;

import dev.drover.model.Host;
import dev.drover.remote.RemoteException;

/** Tells how busy a host is. One implementation per {@code Order.Busy}. */
@FunctionalInterface
public interface Busyness {

  /**
   * How busy a host is now; less is less busy. Only reads.
   *
   * @param facts what may be looked at; its own host may be another one of the play
   */
  double measure(Host host, Facts facts) throws RemoteException, InterruptedException;
}
