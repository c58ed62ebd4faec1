package dev.drover.lb;

import dev.drover.remote.Address;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.task.Settings;
import java.util.List;
import java.util.Optional;

/** The load balancer in front of a host. */
@Settings("balancer")
public record Balancer(
    @Doc("What it is") @Default("haproxy") Driver driver,
    @Doc(
            "Where its Runtime API listens: unix:/path/of/socket or tcp://host:port; more than one"
                + " if several instances serve the same node, all of them are told")
        List<String> address,
    @Doc(
            "Hosts of the inventory from which the addresses are reached over SSH, each its own"
                + " instance; a tcp address without it is reached from this machine")
        Optional<List<String>> via,
    @Doc(
            "Backends that lead to the node; HTTP and SSH must both be named, else one stays"
                + " connected")
        List<String> backends,
    @Doc("Name of the node's server in the backends") @Default("{{inventory_hostname}}")
        String server) {

  /** The balancers that are known. */
  public enum Driver {
    HAPROXY
  }

  public Balancer {
    address = List.copyOf(address);
    via = via.map(List::copyOf);
    backends = List.copyOf(backends);
    if (address.isEmpty() || backends.isEmpty()) {
      throw new IllegalArgumentException("`address` and `backends` need at least one entry each");
    }
    for (String one : address) {
      Access.parse(one);
      if (one.startsWith("unix:") && via.map(List::isEmpty).orElse(true)) {
        throw new IllegalArgumentException(
            "`" + one + "` is a socket on some host: name the host in `via`");
      }
    }
    if (!server.matches("[A-Za-z0-9_.:-]+") || !backends.stream().allMatch(Balancer::isName)) {
      throw new IllegalArgumentException(
          "names of servers and backends are letters, digits and - _ . :");
    }
  }

  /**
   * The address that a text means.
   *
   * @throws IllegalArgumentException if it means none
   */
  public static Address addressOf(String text) {
    return Access.parse(text);
  }

  /** A space or a semicolon in a name would become another command. */
  private static boolean isName(String text) {
    return text.matches("[A-Za-z0-9_.:-]+");
  }
}
