package dev.drover.task;

import dev.drover.model.Host;
import dev.drover.remote.RemoteException;
import java.util.List;

/** Tells how busy a host is. One implementation per {@code Order.Busy}. */
@FunctionalInterface
public interface Busyness {

  /**
   * How busy a host is now; less is less busy. Only reads.
   *
   * @param facts what may be looked at; its own host may be another one of the play
   */
  double measure(Host host, Facts facts) throws RemoteException, InterruptedException;

  /** What must be allowed to measure it. */
  default List<Need> needs(Host host, Facts facts) {
    return Need.MACHINE_ONLY;
  }
}
