package dev.drover.demo;

import dev.drover.time.SystemTime;
import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The steps that bring a cluster up, in their order. */
final class BringUp {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final ClusterSpec spec;
  private final Consumer<String> progress;
  private final Layout layout;
  private final Waiter waiter = SystemTime.SYSTEM;

  BringUp(ClusterSpec spec, Consumer<String> progress) {
    this.spec = spec;
    this.progress = progress;
    this.layout = new Layout(spec.directory());
  }

  TestCluster run() throws IOException, InterruptedException {
    if (Files.exists(layout.root())) {
      throw new IOException(
          "there is a cluster in %s already: `drover cluster down --name %s` removes it"
              .formatted(layout.root(), spec.name()));
    }
    try {
      return steps();
    } catch (IOException | InterruptedException | RuntimeException e) {
      boolean interrupted = Thread.interrupted();
      TestCluster.down(layout.root());
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  private TestCluster steps() throws IOException, InterruptedException {
    PrivateFile.directory(layout.root());
    Files.createDirectories(layout.edge());
    Cluster cluster = Cluster.plan(spec);
    cluster.write(layout);
    TestCluster built = new TestCluster(layout, cluster, spec.archives());
    Distributions distributions = new Distributions(spec.archives());

    progress.accept("making the archive of " + spec.version());
    distributions.archive(spec.version());
    progress.accept("starting the database");
    distributions.unpack(spec.version(), layout.tools());
    startDatabase(cluster);
    writeShared(cluster);
    Files.createDirectories(layout.node(Layout.BALANCER));
    for (ServerNode node : built.nodes()) {
      node.makeHome();
    }
    startEdge(cluster);
    progress.accept("installing %s for %d nodes".formatted(spec.version(), spec.nodes()));
    for (ServerNode node : built.nodes()) {
      node.install(spec.version());
    }
    startNodes(built);
    progress.accept("making the repository " + Repositories.SMALL);
    built.repositories().makeSmall(layout.root().resolve("work"));
    awaitBalancer(built);
    return built;
  }

  private void startDatabase(Cluster cluster) throws IOException, InterruptedException {
    Children.run(
        "starting the database",
        List.of(
            layout.tools().resolve("bin/start-database.sh").toString(),
            layout.database().toString(),
            String.valueOf(cluster.databasePort())),
        LIMIT,
        Map.of("JRE_HOME", System.getProperty("java.home")));
  }

  /** What all nodes share: accounts, database, the name under which they find each other. */
  private void writeShared(Cluster cluster) throws IOException {
    Files.createDirectories(layout.shared());
    Keys.write(layout.clientKey(), "drover");
    String developer = Keys.write(layout.developerKey(), "developer");
    PrivateFile.write(
        layout.shared().resolve("bitbucket.properties"),
        """
        jdbc.url=jdbc:h2:tcp://127.0.0.1:%d/bitbucket
        jdbc.user=bitbucket
        jdbc.password=bitbucket
        hazelcast.group.name=%s-%d
        zdu.user.admin.password=%s
        zdu.user.admin.admin=true
        zdu.user.developer.password=%s
        zdu.user.developer.ssh-key=%s
        """
            .formatted(
                cluster.databasePort(),
                cluster.name(),
                cluster.databasePort(),
                cluster.adminPassword(),
                cluster.developerPassword(),
                developer));
  }

  private void startEdge(Cluster cluster) throws IOException, InterruptedException {
    progress.accept("starting SSH servers and balancer");
    Path log = layout.edge().resolve("edge.log");
    Process process =
        Children.detach(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EdgeProcess.class.getName(),
                layout.root().toString()),
            log);
    Poll.until(
        waiter,
        LIMIT,
        () -> {
          if (!process.isAlive()) {
            throw new IOException(
                "SSH servers and balancer did not start: " + Files.readString(log).strip());
          }
          return Files.exists(Edge.Announcement.file(layout));
        },
        () -> "SSH servers and balancer are not up after " + LIMIT.toSeconds() + " s, see " + log);
    Edge.Announcement announcement = Edge.Announcement.read(layout);
    Files.write(layout.knownHosts(), announcement.knownHosts());
    PrivateFile.write(layout.inventory(), InventoryFile.of(cluster, layout));
    progress.accept("balancer: " + announcement.balancer());
    progress.accept("SSH: " + announcement.ssh());
  }

  /** The first alone: two that start at once may found two clusters. */
  private void startNodes(TestCluster built) throws IOException, InterruptedException {
    List<ServerNode> nodes = built.nodes();
    progress.accept("starting " + nodes.getFirst().name());
    nodes.getFirst().startAndWait(spec.version());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> starts = new ArrayList<>();
      for (ServerNode node : nodes.subList(1, nodes.size())) {
        progress.accept("starting " + node.name());
        starts.add(
            threads.submit(() -> {
              node.startAndWait(spec.version());
              return null;
            }));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }

  private void awaitBalancer(TestCluster built) throws IOException, InterruptedException {
    progress.accept("waiting for the balancer to see every node");
    Poll.until(
        waiter,
        LIMIT,
        () -> built.balancer().servers().stream().allMatch(RuntimeApi.Row::takesTraffic),
        () -> "the balancer does not see every node");
  }
}
