package dev.drover.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of a cluster that was brought up: enough for another process to look after it.
 *
 * @param version the version that it was brought up with
 * @param databasePort port of the database
 * @param httpPort the balancer's port for HTTP
 * @param sshPort the balancer's port for Git over SSH
 * @param runtimePort the balancer's port for the Runtime API
 * @param balancerSsh port of the SSH server of the balancer's machine
 * @param user the account on this machine that nodes run as
 * @param adminPassword password of {@code admin}
 * @param developerPassword password of {@code developer}
 */
public record Cluster(
    String name,
    String version,
    ClusterSpec.SshKind ssh,
    ClusterSpec.BalancerKind balancer,
    int checkMillis,
    int databasePort,
    int httpPort,
    int sshPort,
    int runtimePort,
    int balancerSsh,
    String user,
    String adminPassword,
    String developerPassword,
    List<Node> nodes) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PORTS_PER_NODE = 4;
  private static final int SHARED_PORTS = 5;

  /**
   * A node.
   *
   * @param http port of HTTP
   * @param gitSsh port of Git over SSH
   * @param member port of cluster membership
   * @param ssh port of the machine's own SSH server
   */
  public record Node(String name, int http, int gitSsh, int member, int ssh) {}

  public Cluster {
    nodes = List.copyOf(nodes);
  }

  /** A new cluster with free ports and fresh passwords. */
  static Cluster plan(ClusterSpec spec) throws IOException {
    int seed = spec.directory().hashCode() ^ (int) System.nanoTime();
    List<Integer> ports = FreePorts.find(SHARED_PORTS + PORTS_PER_NODE * spec.nodes(), seed);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < spec.nodes(); i++) {
      int at = SHARED_PORTS + PORTS_PER_NODE * i;
      nodes.add(
          new Node(
              "bb" + (i + 1),
              ports.get(at),
              ports.get(at + 1),
              ports.get(at + 2),
              ports.get(at + 3)));
    }
    return new Cluster(
        spec.name(),
        spec.version(),
        spec.ssh(),
        spec.balancer(),
        (int) spec.check().interval().toMillis(),
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        ports.get(4),
        System.getProperty("user.name"),
        Keys.password(),
        Keys.password(),
        nodes);
  }

  /** The node of a name. */
  public Optional<Node> node(String wanted) {
    return nodes.stream().filter(node -> node.name().equals(wanted)).findFirst();
  }

  /** How the balancer shall be set up. */
  BalancerSpec balancerSpec(Layout layout) {
    List<BalancerSpec.Server> http =
        nodes.stream()
            .map(node -> new BalancerSpec.Server(node.name(), node.http(), node.http()))
            .toList();
    List<BalancerSpec.Server> ssh =
        nodes.stream()
            .map(node -> new BalancerSpec.Server(node.name(), node.gitSsh(), node.http()))
            .toList();
    return new BalancerSpec(
        layout.edge(),
        runtimePort,
        List.of(
            new BalancerSpec.Pool(Layout.HTTP_BACKEND, httpPort, http),
            new BalancerSpec.Pool(Layout.SSH_BACKEND, sshPort, ssh)),
        new BalancerSpec.Check(
            java.time.Duration.ofMillis(checkMillis),
            BalancerSpec.Check.USUAL.fall(),
            BalancerSpec.Check.USUAL.rise()));
  }

  /** Writes it where {@link #read} finds it. */
  void write(Layout layout) throws IOException {
    PrivateFile.write(layout.state(), JSON.writeValueAsString(this) + "\n");
  }

  /** The cluster of a directory. */
  static Cluster read(Layout layout) throws IOException {
    if (!Files.isRegularFile(layout.state())) {
      throw new IOException(
          "there is no cluster in %s: `drover cluster up` makes one".formatted(layout.root()));
    }
    try {
      return JSON.readValue(Files.readString(layout.state()), Cluster.class);
    } catch (JacksonException e) {
      throw new IOException(
          "%s is damaged: `drover cluster down` removes the cluster all the same"
              .formatted(layout.state()),
          e);
    }
  }

  /** Keeps passwords out of messages. */
  @Override
  public String toString() {
    return "cluster " + name;
  }
}
