package dev.drover.demo;

import dev.drover.time.SystemTime;
import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A cluster of the bundled server on loopback, with SSH servers and a balancer. */
public final class TestCluster {

  private final Layout layout;
  private final Cluster cluster;
  private final Distributions distributions;
  private final Waiter waiter = SystemTime.SYSTEM;

  TestCluster(Layout layout, Cluster cluster, Path archives) throws IOException {
    this.layout = layout;
    this.cluster = cluster;
    this.distributions = new Distributions(archives);
  }

  /** Brings a cluster up; if that fails, nothing of it is left. */
  public static TestCluster up(ClusterSpec spec, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new BringUp(spec, progress).run();
  }

  /** The cluster of a directory, brought up by somebody else. */
  public static TestCluster open(Path directory) throws IOException {
    Layout layout = new Layout(directory);
    return new TestCluster(layout, Cluster.read(layout), directory.resolve("archives"));
  }

  /**
   * Stops whatever runs of the cluster in a directory and removes it, even if half of it is dead.
   */
  public static void down(Path directory) throws IOException, InterruptedException {
    Layout layout = new Layout(directory);
    ClusterProcesses.end(layout, SystemTime.SYSTEM);
    FileTree.delete(directory);
  }

  /** Stops everything and removes it. */
  public void down() throws IOException, InterruptedException {
    down(layout.root());
  }

  /** What is known of it. */
  public Cluster cluster() {
    return cluster;
  }

  /** Its directory. */
  public Path directory() {
    return layout.root();
  }

  /** Its inventory, for {@code drover run -i}. */
  public Path inventory() {
    return layout.inventory();
  }

  /** The archive of a version; made if there is none. */
  public Path archive(String version) throws IOException, InterruptedException {
    return distributions.archive(version);
  }

  /** Its nodes. */
  public List<ServerNode> nodes() {
    return cluster.nodes().stream().map(this::node).toList();
  }

  /** The node of a name. */
  public ServerNode node(String name) {
    return node(named(name));
  }

  private ServerNode node(Cluster.Node node) {
    return new ServerNode(cluster, node, layout, distributions, waiter);
  }

  /** The balancer's Runtime API. */
  public RuntimeApi balancer() {
    return RuntimeApi.at(cluster.balancerSpec(layout).socket());
  }

  /** Its repositories. */
  public Repositories repositories() {
    return new Repositories(cluster, layout);
  }

  /** How it is now. */
  public ClusterStatus status() throws InterruptedException {
    return new StatusReader(this, cluster, layout).read();
  }

  /** Switches a fault of a node; returns what was done. */
  public String fault(String node, String fault, String value)
      throws IOException, InterruptedException {
    return new NodeFaults(cluster, named(node), layout).set(fault, value);
  }

  private Cluster.Node named(String node) {
    List<String> names = cluster.nodes().stream().map(Cluster.Node::name).toList();
    return cluster
        .node(node)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no node `%s`; there are %s".formatted(node, String.join(", ", names))));
  }

  /** Starts traffic through the balancer; the large repository must be there. */
  public Traffic traffic(TrafficSpec spec, Path work) throws IOException, InterruptedException {
    Files.createDirectories(work);
    Repositories repositories = repositories();
    return Traffic.start(
        repositories.target(), spec, repositories.git(work), balancer(), work, waiter);
  }
}
