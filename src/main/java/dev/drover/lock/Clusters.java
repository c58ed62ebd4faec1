package dev.drover.lock;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.model.Host;
import dev.drover.model.Variable;
import dev.drover.plan.Doors;
import dev.drover.plan.Inventoried;
import dev.drover.remote.Remote;
import dev.drover.remote.Target;
import dev.drover.task.Lock;
import dev.drover.task.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the clusters of hosts, and where their leases are kept: hosts belong together whose {@code
 * product} names the same cluster; where none has a product, they are one group.
 */
public final class Clusters {

  private static final Span HERE = Span.startOf(new Source("lock", ""));
  private static final String DIRECTORY = ".drover/locks/";

  private final Doors doors;
  private final Path state;
  private final Inventoried inventoried;
  private final Diagnostics diagnostics;

  /**
   * Of an inventory.
   *
   * @param state where leases are kept of what is only on this machine
   * @param diagnostics is told what is wrong in the inventory
   */
  public Clusters(Doors doors, Path state, Diagnostics diagnostics) {
    this.doors = doors;
    this.state = state;
    this.inventoried = new Inventoried(doors.scopes());
    this.diagnostics = diagnostics;
  }

  /** The clusters that these hosts are in, sorted by name. */
  public List<LeasedCluster> of(List<Host> hosts) {
    Map<String, List<Host>> products = products();
    List<LeasedCluster> clusters =
        products.entrySet().stream()
            .filter(cluster -> cluster.getValue().stream().anyMatch(hosts::contains))
            .sorted(Map.Entry.comparingByKey())
            .map(cluster -> cluster(cluster.getKey(), cluster.getValue(), hosts))
            .toList();
    return clusters.isEmpty() && !hosts.isEmpty() ? List.of(group(hosts)) : clusters;
  }

  private Map<String, List<Host>> products() {
    Map<String, List<Host>> clusters = new LinkedHashMap<>();
    for (Host host : doors.scopes().inventory().hosts().values()) {
      product(host)
          .ifPresent(product ->
              clusters.computeIfAbsent(product.cluster(), _ -> new ArrayList<>()).add(host));
    }
    return clusters;
  }

  private Optional<Product> product(Host host) {
    return host.vars().containsKey("product")
        ? inventoried.settings(host, Product.class, HERE, "lock", diagnostics)
        : Optional.empty();
  }

  private LeasedCluster cluster(String name, List<Host> members, List<Host> hosts) {
    Lock lock = lock(name, members);
    String file = name.replaceAll("[^A-Za-z0-9._-]", "_") + ".lease";
    if (lock.isNone()) {
      return LeasedCluster.without(name, doors(members));
    }
    if (isOnHost(lock)) {
      return on(name, members, lock, members.getFirst(), file);
    }
    List<Host> sorted = new ArrayList<>(members.stream().filter(hosts::contains).toList());
    members.stream().filter(member -> !sorted.contains(member)).forEach(sorted::add);
    return shared(name, sorted, lock, file);
  }

  private LeasedCluster shared(String name, List<Host> hosts, Lock lock, String file) {
    return new LeasedCluster(
        name,
        doors(hosts),
        lock.expiry(),
        Optional.of(
            new InSharedHome(
                hosts.stream()
                    .map(host ->
                        new OnHost(host.name(), () -> doors.remote(host), shared(lock, host, file)))
                    .toList())));
  }

  private Map<String, Supplier<Remote>> doors(List<Host> hosts) {
    Map<String, Supplier<Remote>> ways = new LinkedHashMap<>();
    hosts.forEach(host -> ways.put(host.name(), () -> doors.remote(host)));
    return ways;
  }

  private LeaseFile shared(Lock lock, Host host, String file) {
    if (lock.path().isPresent()) {
      String path = lock.path().get();
      return new LeaseFile(path, path.substring(0, Math.max(1, path.lastIndexOf('/'))));
    }
    String base = product(host).map(Product::home).orElse("") + "/shared";
    return new LeaseFile(base + "/" + DIRECTORY + file, base);
  }

  /**
   * Hosts of no product: whoever changes the first of them has to wait, whatever the others are.
   */
  private LeasedCluster group(List<Host> hosts) {
    List<Host> sorted =
        doors.scopes().inventory().hosts().values().stream().filter(hosts::contains).toList();
    Host first = sorted.isEmpty() ? hosts.getFirst() : sorted.getFirst();
    String name =
        hosts.size() == 1
            ? first.name()
            : "%s and %d more".formatted(first.name(), hosts.size() - 1);
    Lock lock = lock(name, List.of(first));
    if (lock.isNone()) {
      return LeasedCluster.without(name, doors(hosts));
    }
    if (lock.path().isPresent() && lock.host().isEmpty()) {
      return shared(name, sorted, lock, "");
    }
    return on(name, hosts, lock, first, "hosts.lease");
  }

  private static boolean isOnHost(Lock lock) {
    return lock.host().isPresent() || lock.kept().equals(Optional.of(Lock.Kept.HOST));
  }

  private LeasedCluster on(String name, List<Host> members, Lock lock, Host first, String file) {
    Host host =
        lock.host()
            .map(named ->
                doors
                    .scopes()
                    .inventory()
                    .host(named)
                    .orElseGet(() -> new Host(named, List.of(), Map.of())))
            .orElse(first);
    LeaseFile kept =
        lock.path().map(path -> new LeaseFile(path, "")).orElseGet(() -> usual(host, file));
    return new LeasedCluster(
        name,
        doors(members),
        lock.expiry(),
        Optional.of(new OnHost(host.name(), () -> doors.remote(host), kept)));
  }

  /** On this machine itself, leases are kept where runs are. */
  private LeaseFile usual(Host host, String file) {
    boolean here =
        inventoried
            .target(host, new Diagnostics())
            .map(target -> target.kind() == Target.Kind.LOCAL)
            .orElse(false);
    return here
        ? new LeaseFile(
            state.resolve("locks").resolve(file).toString(),
            "",
            "locks/" + file + " in the state directory")
        : new LeaseFile(DIRECTORY + file, "");
  }

  /** What the inventory says of the lease; all hosts of a cluster have to say the same. */
  private Lock lock(String name, List<Host> members) {
    Optional<Lock> lock = Optional.empty();
    for (Host host : members) {
      Variable set = host.vars().get("lock");
      if (set != null) {
        Optional<Lock> own = inventoried.settings(host, Lock.class, HERE, "lock", diagnostics);
        if (lock.isPresent() && own.isPresent() && !lock.equals(own)) {
          diagnostics.error(
              Code.INVENTORY_CONFLICT,
              set.value().span(),
              "`lock` of `%s` differs from that of another host of %s".formatted(host.name(), name),
              "set it once, in the vars of the group that is the cluster");
        }
        own.flatMap(Lock::host)
            .filter(named -> !named.equals("localhost"))
            .filter(named -> doors.scopes().inventory().host(named).isEmpty())
            .ifPresent(named ->
                diagnostics.error(
                    Code.HOSTS_UNKNOWN,
                    set.value().span(),
                    "the inventory has no host `" + named + "` to keep a lease on",
                    "name a host of the inventory"));
        lock = lock.isPresent() ? lock : own;
      }
    }
    return lock.orElse(Lock.USUAL);
  }
}
