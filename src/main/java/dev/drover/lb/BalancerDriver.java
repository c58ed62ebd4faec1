package dev.drover.lb;

import dev.drover.remote.RemoteException;
import dev.drover.task.Need;
import java.util.List;
import java.util.Optional;

/** One instance of a load balancer. Each change is read back before it counts. */
public interface BalancerDriver {
  /** How messages name it. */
  String name();

  /** All servers of all backends. */
  List<Server> servers() throws RemoteException, InterruptedException;

  /** A server as it stands now, if there is one of that name. */
  default Optional<Server> server(String backend, String server)
      throws RemoteException, InterruptedException {
    return servers().stream()
        .filter(one -> one.backend().equals(backend) && one.name().equals(server))
        .findFirst();
  }

  /** Lets a server get no new sessions, or none at all, or all again. */
  void set(String backend, String server, Server.Admin wanted)
      throws RemoteException, InterruptedException;

  /**
   * What it needs to be allowed.
   *
   * @param changes whether servers are set, not only looked at
   */
  List<Need> needs(boolean changes);

  /** The command by which a person does the same to the server of several backends. */
  String byHand(List<String> backends, String server, Server.Admin wanted);
}
