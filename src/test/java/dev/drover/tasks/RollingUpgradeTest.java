package dev.drover.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.lb.Balancer;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Variable;
import dev.drover.schema.Version;
import dev.drover.sim.SimArchive;
import dev.drover.sim.SimCluster;
import dev.drover.sim.SimDistribution;
import dev.drover.sim.SimHost;
import dev.drover.sim.SimNode;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.ClusterState;
import dev.drover.task.ControlledBy;
import dev.drover.task.NodeState;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
import dev.drover.task.TaskKind;
import dev.drover.tasks.extract.ExtractInstall;
import dev.drover.yaml.Node;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All steps of a rolling upgrade, one after the other, in a simulated world. */
class RollingUpgradeTest {
  private static final List<String> NAMES = List.of("bb1", "bb2", "bb3");
  private static final String OLD = "/opt/bitbucket/7.9.0";
  private static final String NEW = "/opt/bitbucket/7.9.4";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Version TARGET = new Version("7.9.4");

  @TempDir Path directory;
  private Path archive;

  @BeforeEach
  void makeTheArchive() throws Exception {
    archive = directory.resolve("atlassian-bitbucket-7.9.4.tar.gz");
    Map<String, String> texts = new LinkedHashMap<>();
    SimDistribution.texts("7.9.4")
        .forEach((name, text) -> texts.put("atlassian-bitbucket-7.9.4/" + name, text));
    Files.write(archive, SimArchive.make(texts));
  }

  @Test
  void leavesEveryNodeAtTheNewVersionAndInService() throws Exception {
    World world = world();
    upgrade(world, false);
    SimCluster cluster = world.clusters().getFirst();
    assertThat(cluster.state()).isEqualTo(SimCluster.State.STABLE);
    assertThat(cluster.upgradeMode()).isFalse();
    assertThat(cluster.nodes()).allMatch(node -> node.state() == SimNode.State.ACTIVE);
    assertThat(cluster.versions()).containsExactly("7.9.4");
    assertThat(world.host("bb2").files().text(NEW + "/bin/_start-webapp.sh").orElseThrow())
        .contains("    JVM_MAXIMUM_MEMORY=4g\n")
        .contains("-Dcluster.node.name=bb2");
    assertThat(world.describe()).contains("backend http: bb1 to bb1 ready, bb2 to bb2 ready");
  }

  @Test
  void simulatingEndsInTheSameWorldAsRunning() throws Exception {
    World run = world();
    upgrade(run, false);
    World simulated = world();
    upgrade(simulated, true);
    assertThat(simulated.describe()).isEqualTo(run.describe());
  }

  private void upgrade(World world, boolean simulate) throws Exception {
    for (String name : NAMES) {
      step(
          world,
          simulate,
          name,
          new ExtractInstall(),
          new ExtractInstall.Args(
              Optional.of(archive),
              Optional.empty(),
              Optional.empty(),
              NEW,
              Optional.of(""),
              Optional.of(TARGET),
              Optional.empty(),
              "0755",
              MINUTE));
    }
    step(
        world,
        simulate,
        "bb1",
        new UpgradeMode(),
        new UpgradeMode.Args(UpgradeMode.Mode.ON, Optional.of(TARGET), MINUTE));
    for (String name : NAMES) {
      node(world, simulate, name);
    }
    step(
        world,
        simulate,
        "bb1",
        new Approve(),
        new Approve.Args(TARGET, Optional.empty(), false, MINUTE));
    step(
        world,
        simulate,
        "bb1",
        new WaitStatus(),
        new WaitStatus.Args(
            Optional.empty(),
            Optional.of(ClusterState.STABLE),
            Optional.empty(),
            MINUTE,
            3,
            SECOND,
            Duration.ZERO));
  }

  private void node(World world, boolean simulate, String name) throws Exception {
    step(world, simulate, name, new LbDetach(), new LbDetach.Args(MINUTE, 3, SECOND));
    step(
        world,
        simulate,
        name,
        new GracefulStop(),
        new GracefulStop.Args(OLD, ControlledBy.SCRIPTS, Optional.empty(), MINUTE));
    step(world, simulate, name, new WaitStatus(), wait(NodeState.OFFLINE, Optional.empty()));
    step(world, simulate, name, new SetHome(), new SetHome.Args(NEW, Optional.empty()));
    step(
        world,
        simulate,
        name,
        new CarryOver(),
        new CarryOver.Args(OLD, NEW, Optional.of(List.of("conf/server.xml")), Optional.empty()));
    step(world, simulate, name, new SetService(), new SetService.Args(NEW, OLD, Optional.empty()));
    step(
        world,
        simulate,
        name,
        new Start(),
        new Start.Args(NEW, ControlledBy.SCRIPTS, Optional.empty(), MINUTE, false));
    step(world, simulate, name, new WaitStatus(), wait(NodeState.ACTIVE, Optional.of(TARGET)));
    step(
        world, simulate, name, new LbAttach(), new LbAttach.Args(MINUTE, 2, SECOND, Duration.ZERO));
  }

  private static WaitStatus.Args wait(NodeState state, Optional<Version> version) {
    return new WaitStatus.Args(
        Optional.of(state), Optional.empty(), version, MINUTE, 3, SECOND, Duration.ZERO);
  }

  /** Whatever was run or simulated, planning it again finds nothing to do. */
  private static <A extends Record> void step(
      World world, boolean simulate, String name, TaskKind<A> kind, A args) throws Exception {
    TestingContext context = context(world, name);
    if (simulate) {
      kind.simulate(args, context, world);
    } else {
      assertThat(kind.run(args, context)).isInstanceOf(Outcome.Done.class);
    }
    assertThat(kind.plan(args, context)).isInstanceOf(Changes.None.class);
  }

  static TestingContext context(World world, String name) {
    Span span = Span.startOf(new Source("inventory.yml", ""));
    Variable product = new Variable("product", new Node.ScalarNode("", true, "", span), "group");
    Map<String, Host> hosts = new LinkedHashMap<>();
    for (String host : NAMES) {
      hosts.put(host, new Host(host, List.of("all"), Map.of("product", product)));
    }
    hosts.put("lb1", new Host("lb1", List.of("all"), Map.of()));
    return new TestingContext(
        world,
        Optional.ofNullable(hosts.get(name)).orElseThrow(),
        new Inventory(hosts, Map.of("bitbucket", NAMES)),
        RollingUpgradeTest::product,
        host ->
            new Balancer(
                "haproxy",
                List.of("unix:/run/haproxy.sock"),
                Optional.of(List.of("lb1")),
                List.of("http", "ssh"),
                host.name(),
                Map.of()));
  }

  private static Product product(Host host) {
    return new Product(
        URI.create("http://" + host + ":7990"),
        Optional.of("admin"),
        Optional.of(dev.drover.secret.Secret.of("opensesame")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        "/var/bitbucket",
        host.name(),
        "bitbucket",
        "atlbitbucket",
        Optional.empty());
  }

  /** Three nodes at 7.9.0 behind a balancer. */
  static World world() {
    World world = new World();
    SimCluster cluster = world.addCluster("bitbucket");
    world.addHost("lb1", "root");
    var balancer = world.addBalancer("lb", "lb1:/run/haproxy.sock");
    for (String name : NAMES) {
      SimHost host = world.addHost(name, "root");
      SimDistribution.texts("7.9.0")
          .forEach((file, text) -> host.files().write(OLD + "/" + file, text, 0755));
      host.files()
          .write(OLD + "/bin/set-bitbucket-home.sh", "    BITBUCKET_HOME=/var/bitbucket\n", 0755);
      host.files()
          .write(
              OLD + "/bin/_start-webapp.sh",
              "    JVM_MAXIMUM_MEMORY=4g\n    JVM_SUPPORT_RECOMMENDED_ARGS=\"-Dcluster.node.name=%s\"\numask 0027\n"
                  .formatted(name),
              0755);
      host.files().write(OLD + "/conf/server.xml", "<Server port=\"8443\"/>\n");
      host.files()
          .write(
              "/etc/systemd/system/atlbitbucket.service",
              "[Service]\nExecStart=" + OLD + "/bin/start-bitbucket.sh -fg\n");
      cluster.node(
          name, name, URI.create("http://" + name + ":7990"), SimNode.State.ABSENT, "7.9.0");
      host.products().start(OLD, "root", Map.of());
      balancer.server("http", name, name).sessions(4, 2, 0);
      balancer.server("ssh", name, name);
    }
    return world;
  }
}
