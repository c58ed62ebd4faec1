package dev.drover.rehearse;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.lb.Balancer;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.remote.Address;
import dev.drover.sim.SimBalancer;
import dev.drover.sim.SimCluster;
import dev.drover.sim.SimDistribution;
import dev.drover.sim.SimHost;
import dev.drover.sim.SimMachine;
import dev.drover.sim.SimNode;
import dev.drover.sim.SimServer;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.Installations;
import dev.drover.task.Product;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The world that an inventory tells of, as a plan expects it: machines, the product at the release
 * before the one that the plan installs, clusters whose nodes serve, balancers that send users to
 * them. What the plan would close first is open in it, and what it would start first is stopped.
 */
public final class SimulatedSite {

  private static final String HOME = "/var/atlassian/application-data/bitbucket";

  private final World world = new World();
  private final Scopes scopes;
  private final Expected expected;
  private final Map<String, SimBalancer> balancers = new HashMap<>();
  private final Map<String, SimCluster> clusters = new HashMap<>();

  private SimulatedSite(Rehearsable site) {
    this.scopes = site.scopes();
    this.expected = Expected.of(site);
  }

  /** The world of an inventory; a new one each time. */
  public static World of(Rehearsable site) {
    SimulatedSite made = new SimulatedSite(site);
    int number = 0;
    for (Host host : site.scopes().inventory().hosts().values()) {
      // Every machine another load, so that an order by it is told apart from that of the
      // inventory.
      made.world
          .addHost(host.name(), "root")
          .machine(SimMachine.usual().load((number * 7 % 5) * 0.4 + 0.2, 4));
      number++;
    }
    for (Host host : site.scopes().inventory().hosts().values()) {
      made.settings(host, "product", Product.class).ifPresent(product -> made.node(host, product));
      made.settings(host, "balancer", Balancer.class)
          .filter(balancer -> balancer.driver().equals("haproxy"))
          .ifPresent(balancer -> made.serve(host, balancer));
    }
    made.clusters.forEach((name, cluster) -> {
      if (made.expected.isOpen(new Bracket(Bracket.Type.UPGRADE_MODE, name))) {
        cluster.upgradeModeOn(cluster.versions().stream().findFirst().orElse(""));
      }
    });
    site.scopes()
        .inventory()
        .local()
        .map(Host::name)
        .filter(name -> made.world.findHost(name).isEmpty())
        .ifPresent(name -> made.world.addHost(name, "root"));
    Told.of(site).forEach((host, told) -> told.tell(made.world.host(host)));
    return made.world;
  }

  private void node(Host host, Product product) {
    String installation = text(host, "installation").orElse("/opt/atlassian/bitbucket/current");
    String version =
        Installations.named(installation)
            .map(Object::toString)
            .orElseGet(() -> expected.versionBefore(host));
    SimHost machine = world.host(host.name());
    String home = product.home().isEmpty() ? HOME : product.home();
    SimDistribution.install(machine, installation, version, home);
    machine.files().write(installation + "/conf/server.xml", "<Server port=\"8443\"/>\n");
    expected
        .startsFrom(host)
        .filter(other -> !other.equals(installation))
        .forEach(other ->
            SimDistribution.install(
                machine,
                other,
                Installations.named(other).map(Object::toString).orElse(version),
                home));
    clusters
        .computeIfAbsent(product.cluster(), world::addCluster)
        .node(product.nodeName(), host.name(), product.url(), SimNode.State.ABSENT, version);
    if (!expected.isStopped(host)) {
      machine.products().start(installation, machine.user(), Map.of());
    }
  }

  private void serve(Host host, Balancer balancer) {
    List<String> via = balancer.via().filter(hosts -> !hosts.isEmpty()).orElse(List.of(""));
    for (String from : via) {
      for (String address : balancer.address()) {
        String place =
            switch (Balancer.addressOf(address)) {
              case Address.UnixSocket socket -> from + ":" + socket.path();
              case Address.Tcp tcp -> tcp.toString();
            };
        SimBalancer there =
            balancers.computeIfAbsent(
                place, _ -> world.addBalancer(from.isEmpty() ? place : from, place));
        for (String backend : balancer.backends()) {
          SimServer server =
              there.server(backend, balancer.server(), host.name()).sessions(3, 1, 0);
          if (expected.isOpen(new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host.name()))) {
            server.maint();
          }
        }
      }
    }
  }

  private <S extends Record> Optional<S> settings(Host host, String name, Class<S> type) {
    return host.vars().containsKey(name)
        ? new dev.drover.plan.Inventoried(scopes)
            .settings(
                host,
                type,
                dev.drover.diag.Span.startOf(scopes.runbook().source()),
                "the rehearsal",
                new Diagnostics())
        : Optional.empty();
  }

  private Optional<String> text(Host host, String name) {
    Scope scope = scopes.ofHost(host);
    return Optional.ofNullable(host.vars().get(name))
        .flatMap(variable -> scope.text(variable.value(), new Diagnostics()));
  }
}
