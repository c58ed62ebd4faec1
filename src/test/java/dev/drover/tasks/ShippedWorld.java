package dev.drover.tasks;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.lb.Balancer;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.plan.Inventoried;
import dev.drover.sim.SimBalancer;
import dev.drover.sim.SimCluster;
import dev.drover.sim.SimDistribution;
import dev.drover.sim.SimHost;
import dev.drover.sim.SimNode;
import dev.drover.sim.World;
import dev.drover.task.Product;
import dev.drover.yaml.Node.ScalarNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated world that an inventory tells of: every node of its group {@code bitbucket} runs
 * 7.9.0 from its installation and serves behind the balancer.
 */
public final class ShippedWorld {
  private static final String VERSION = "7.9.0";

  private final World world = new World();
  private final Scopes scopes;
  private final Map<String, SimBalancer> balancers = new HashMap<>();

  private ShippedWorld(Scopes scopes) {
    this.scopes = scopes;
  }

  /** The world of an inventory. */
  public static World of(Scopes scopes) {
    ShippedWorld made = new ShippedWorld(scopes);
    scopes.inventory().hosts().keySet().forEach(name -> made.world.addHost(name, "root"));
    SimCluster cluster = made.world.addCluster("bitbucket");
    scopes.inventory().group("bitbucket").forEach(host -> made.node(cluster, host));
    return made.world;
  }

  /** The archive of a release, as the product is distributed. */
  public static byte[] archive(String version) {
    return SimDistribution.archive(version);
  }

  /** A node that was upgraded by other hands. */
  public static void upgrade(World world, String name, String installation, String version) {
    SimHost host = world.host(name);
    String home =
        Optional.ofNullable(host.product().orElseThrow().environment().get("BITBUCKET_HOME"))
            .orElseThrow();
    SimDistribution.install(host, installation, version, home);
    host.products().kill();
    host.products().start(installation, host.user(), Map.of());
  }

  private void node(SimCluster cluster, Host host) {
    Product product = settings(host, Product.class);
    String installation = text(host, "installation");
    SimHost machine = world.host(host.name());
    SimDistribution.install(machine, installation, VERSION, product.home());
    machine.files().write(installation + "/conf/server.xml", "<Server port=\"8443\"/>\n");
    cluster.node(product.nodeName(), host.name(), product.url(), SimNode.State.ABSENT, VERSION);
    machine.products().start(installation, machine.user(), Map.of());
    Balancer balancer = settings(host, Balancer.class);
    for (String via : balancer.via().orElseThrow()) {
      for (String address : balancer.address()) {
        String where = via + ":" + address.replaceFirst("^unix:", "");
        SimBalancer there = balancers.computeIfAbsent(where, _ -> world.addBalancer("lb", where));
        for (String backend : balancer.backends()) {
          there.server(backend, balancer.server(), host.name()).sessions(3, 1, 0);
        }
      }
    }
  }

  private <S extends Record> S settings(Host host, Class<S> type) {
    Diagnostics diagnostics = new Diagnostics();
    return new Inventoried(scopes)
        .settings(
            host, type, Span.startOf(scopes.runbook().source()), "the simulated world", diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
  }

  private static String text(Host host, String name) {
    return Optional.ofNullable(host.vars().get(name))
        .map(variable -> variable.value())
        .map(ScalarNode.class::cast)
        .map(ScalarNode::text)
        .orElseThrow(() -> new AssertionError(host + " has no " + name));
  }
}
