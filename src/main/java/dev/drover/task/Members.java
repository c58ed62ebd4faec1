package dev.drover.task;

import dev.drover.model.Host;
import dev.drover.remote.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hosts of one cluster: those whose {@code product} in the inventory names the same cluster.
 *
 * @param hosts in the order of the inventory
 */
public record Members(List<Host> hosts) {
  /**
   * A cluster as seen from one of its nodes.
   *
   * @param by who was asked
   */
  public record Seen(Host by, ClusterView cluster) {}

  public Members {
    hosts = List.copyOf(hosts);
  }

  /** The members of the cluster that the step's host belongs to. */
  public static Members of(Facts facts) {
    String cluster = facts.settings(facts.host(), Product.class).cluster();
    List<Host> hosts = new ArrayList<>();
    for (Host host : facts.inventory().hosts().values()) {
      if (host.vars().containsKey("product")
          && facts.settings(host, Product.class).cluster().equals(cluster)) {
        hosts.add(host);
      }
    }
    return new Members(hosts);
  }

  /** All but one. */
  public Members without(Host host) {
    return new Members(hosts.stream().filter(other -> !other.name().equals(host.name())).toList());
  }

  /** The same, the n-th first: whoever asks often should not always believe the same one. */
  public Members from(int n) {
    if (hosts.isEmpty()) {
      return this;
    }
    int start = Math.floorMod(n, hosts.size());
    List<Host> turned = new ArrayList<>(hosts.subList(start, hosts.size()));
    turned.addAll(hosts.subList(0, start));
    return new Members(turned);
  }

  /**
   * What the first of them that answers says.
   *
   * @throws RemoteException if none does; at once if one refuses the credentials, because a second
   *     try may lock the account
   */
  public Seen ask(Facts facts) throws RemoteException, InterruptedException {
    return ask(facts, 1).stream()
        .findFirst()
        .orElseThrow(() ->
            new RemoteException.Unreachable(
                "there is no node to ask",
                "give every node of the cluster a `product` in the inventory",
                null));
  }

  /** What the first {@code most} of them that answer say: at least one, if there is any member. */
  public List<Seen> ask(Facts facts, int most) throws RemoteException, InterruptedException {
    List<Seen> seen = new ArrayList<>();
    Optional<RemoteException> failure = Optional.empty();
    for (Host host : hosts) {
      if (seen.size() < most) {
        try {
          seen.add(new Seen(host, Zdu.of(facts, host).cluster()));
        } catch (RemoteException.Unreachable
            | RemoteException.TooSlow
            | RemoteException.Refused silent) {
          failure = Optional.of(silent);
        }
      }
    }
    if (seen.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return seen;
  }
}
