package dev.drover.discover;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A balancer that answered.
 *
 * @param address where its Runtime API listens, as inventories write it
 * @param via the machine from which that is reached; empty for a TCP address
 * @param backends those with a server for a node; all if there is none such
 * @param servers the server of each node that has another name there
 */
public record FoundBalancer(
    String address, Optional<String> via, List<String> backends, Map<String, String> servers) {

  public FoundBalancer {
    backends = List.copyOf(backends);
    servers = Map.copyOf(servers);
  }
}
