package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.demo.ClusterSpec;
import dev.drover.demo.ClusterStatus;
import dev.drover.demo.RealHaproxy;
import dev.drover.demo.TestArchives;
import dev.drover.demo.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A cluster of three nodes at 7.9.0 and the tool that works on it. */
final class Site implements AutoCloseable {

  static final String RUNBOOK = "runbooks/bitbucket-rolling-upgrade.yml";
  static final String FROM = "7.9.0";
  static final String TO = "7.9.4";

  private final TestCluster cluster;
  private final Path work;
  private final Tool tool;

  private Site(TestCluster cluster, Path work) {
    this.cluster = cluster;
    this.work = work;
    this.tool = new Tool(work);
  }

  /** Brings the cluster up in a directory. */
  static Site up(Path temporary, UnaryOperator<ClusterSpec> wish) throws Exception {
    Path work = Files.createDirectories(temporary.resolve("work"));
    ClusterSpec spec =
        ClusterSpec.of(name(), temporary.resolve("c"))
            .with(3, FROM)
            .archivesIn(TestArchives.directory());
    return new Site(TestCluster.up(wish.apply(spec), _ -> {}), work);
  }

  /** Another one for each: hosts that are one machine keep leases by the names of clusters. */
  private static String name() {
    return "e2e-" + UUID.randomUUID().toString().substring(0, 8);
  }

  TestCluster cluster() {
    return cluster;
  }

  Tool tool() {
    return tool;
  }

  /** Where clients may work. */
  Path work() {
    return work;
  }

  String inventory() {
    return cluster.inventory().toString();
  }

  String archive(String version) throws Exception {
    return cluster.archive(version).toString();
  }

  /** A copy of the inventory with a change, which must be one. */
  String inventory(UnaryOperator<String> change) throws IOException {
    return changed(cluster.inventory(), change);
  }

  /** A copy of the runbook with a change, which must be one. */
  String runbook(UnaryOperator<String> change) throws IOException {
    return changed(Path.of(RUNBOOK), change);
  }

  private String changed(Path file, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(file);
    String other = change.apply(text);
    assertThat(other).isNotEqualTo(text);
    Path copy = Files.createTempDirectory(work, "changed").resolve(file.getFileName());
    return Files.writeString(copy, other).toString();
  }

  /** The words of {@code drover run} for an upgrade; those of {@code more} come last, and win. */
  String[] upgrade(String runbook, String inventory, String version, String... more)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("run", runbook, "-i", inventory));
    words.addAll(List.of("-e", "to_version=" + version, "-e", "archive=" + archive(version)));
    words.addAll(List.of("-e", "soak=0s", "-e", "busy_by=sessions"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** Makes sure that every node serves users at a version, and that upgrade mode is off. */
  void assertAllServe(String version) throws Exception {
    ClusterStatus status = cluster.status();
    assertThat(status.state()).isEqualTo("STABLE");
    assertThat(status.upgradeMode()).isFalse();
    assertThat(status.nodes().stream().map(Site::words).toList())
        .isEqualTo(
            cluster.nodes().stream()
                .map(node -> "%s RUNNING ACTIVE %s UP UP".formatted(node.name(), version))
                .toList());
  }

  /** A node in a line: status page, state, version, the balancer's view over HTTP and SSH. */
  static String words(ClusterStatus.NodeStatus node) {
    return String.join(
        " ", node.name(), node.status(), node.state(), node.version(), node.http(), node.gitSsh());
  }

  /** The process of each node: as long as they are the same, nothing was stopped or started. */
  List<Long> processes() throws Exception {
    return cluster.status().nodes().stream().map(ClusterStatus.NodeStatus::process).toList();
  }

  /** Ends HAProxy as a crash would, and starts it as its service would: it knows its file only. */
  void restartBalancer() throws IOException, InterruptedException {
    String configuration = cluster.directory().resolve("edge/haproxy.cfg").toString();
    ProcessHandle running =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").contains(configuration))
            .findFirst()
            .orElseThrow();
    running.destroyForcibly();
    running.onExit().join();
    String program = RealHaproxy.installed().orElseThrow().toString();
    new ProcessBuilder(program, "-db", "-f", configuration)
        .redirectErrorStream(true)
        .redirectOutput(work.resolve("haproxy.log").toFile())
        .start(); // ends with the cluster, whose file it reads
    await().ignoreExceptions().until(() -> !cluster.balancer().servers().isEmpty());
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.down();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the cluster may still run: " + cluster.directory(), e);
    }
  }
}
