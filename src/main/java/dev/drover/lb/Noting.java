package dev.drover.lb;

import dev.drover.remote.RemoteException;
import dev.drover.task.Facts;
import dev.drover.task.Need;
import dev.drover.task.Observation;
import java.util.List;

/**
 * A driver that notes for the plan what it was told of the servers. How many sessions they have
 * differs all the time, and is left out.
 *
 * @param backends the backends that count; an instance may have others, which are nobody's business
 */
record Noting(BalancerDriver driver, List<String> backends, Facts facts) implements BalancerDriver {

  @Override
  public String name() {
    return driver.name();
  }

  @Override
  public List<Server> servers() throws RemoteException, InterruptedException {
    List<Server> servers = driver.servers();
    servers.stream()
        .filter(server -> backends.contains(server.backend()))
        .map(server ->
            Observation.pinned(name(), server.path(), server.admin() + ", " + server.health()))
        .forEach(facts::observe);
    return servers;
  }

  @Override
  public void set(String backend, String server, Server.Admin wanted)
      throws RemoteException, InterruptedException {
    driver.set(backend, server, wanted);
  }

  @Override
  public List<Need> needs(boolean changes) {
    return driver.needs(changes);
  }

  @Override
  public String byHand(List<String> names, String server, Server.Admin wanted) {
    return driver.byHand(names, server, wanted);
  }
}
