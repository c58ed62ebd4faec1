package dev.drover.discover;

import dev.drover.lb.Balancer;
import dev.drover.lb.Door;
import dev.drover.lb.Haproxy;
import dev.drover.lb.Server;
import dev.drover.remote.Address;
import dev.drover.remote.RemoteException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a balancer which servers it has for the nodes of a cluster. */
public final class BalancerSearch {

  private BalancerSearch() {}

  /**
   * What the balancer has for nodes.
   *
   * @param door the machine from which it is reached
   * @param via that machine's name in the inventory; empty for a TCP address
   */
  public static FoundBalancer at(
      Address address, Optional<String> via, Door door, List<FoundNode> nodes)
      throws RemoteException, InterruptedException {
    List<Server> servers =
        new Haproxy(door, address, via)
            .servers().stream()
                .filter(
                    server -> Balancer.isName(server.backend()) && Balancer.isName(server.name()))
                .toList();
    Set<String> backends = new LinkedHashSet<>();
    Map<String, String> named = new HashMap<>();
    for (FoundNode node : nodes) {
      for (Server server : servers) {
        if (isFor(server, node)) {
          backends.add(server.backend());
          if (!server.name().equals(node.name())) {
            named.put(node.name(), server.name());
          }
        }
      }
    }
    if (backends.isEmpty()) {
      servers.forEach(server -> backends.add(server.backend()));
    }
    return new FoundBalancer(
        switch (address) {
          case Address.Tcp tcp -> "tcp://" + tcp;
          case Address.UnixSocket socket -> "unix:" + socket.path();
        },
        via,
        List.copyOf(backends),
        named);
  }

  /** By name, whatever the case; servers are often named by the machine's full name. */
  private static boolean isFor(Server server, FoundNode node) {
    String name = server.name();
    return name.equalsIgnoreCase(node.name())
        || name.toLowerCase(java.util.Locale.ROOT)
            .startsWith(node.name().toLowerCase(java.util.Locale.ROOT) + ".")
        || node.address().filter(name::equals).isPresent();
  }
}
