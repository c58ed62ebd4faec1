package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What stands in front of the nodes: one SSH server for each, and the balancer. */
final class Edge implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * What the edge tells about itself when it is up.
   *
   * @param balancer what balances, with its version
   * @param ssh what answers SSH, with its version
   * @param knownHosts the lines of a known_hosts file by which the SSH servers are trusted
   */
  record Announcement(long process, String balancer, String ssh, List<String> knownHosts) {

    /** The announcement of a running edge. */
    static Announcement read(Layout layout) throws IOException {
      try {
        return JSON.readValue(Files.readString(file(layout)), Announcement.class);
      } catch (JacksonException e) {
        throw new IOException(file(layout) + " is damaged", e);
      }
    }

    static Path file(Layout layout) {
      return layout.edge().resolve("edge.json");
    }
  }

  private final Cluster cluster;
  private final Layout layout;
  private final Balancer balancer;
  private final Map<String, SshServer> doors;

  private Edge(Cluster cluster, Layout layout, Balancer balancer, Map<String, SshServer> doors) {
    this.cluster = cluster;
    this.layout = layout;
    this.balancer = balancer;
    this.doors = doors;
  }

  /** Starts everything. */
  static Edge open(Cluster cluster, Layout layout, Waiter waiter)
      throws IOException, InterruptedException {
    Map<String, SshServer> doors = new LinkedHashMap<>();
    try {
      for (Cluster.Node node : cluster.nodes()) {
        doors.put(node.name(), door(cluster, node.name(), node.ssh(), layout));
      }
      doors.put(Layout.BALANCER, door(cluster, Layout.BALANCER, cluster.balancerSsh(), layout));
      BalancerSpec spec = cluster.balancerSpec(layout);
      Balancer balancer =
          switch (cluster.balancer()) {
            case EMBEDDED -> new EmbeddedBalancer(spec, waiter);
            case HAPROXY -> new RealHaproxy(spec, waiter);
          };
      return new Edge(cluster, layout, balancer, doors);
    } catch (IOException | InterruptedException e) {
      doors.values().forEach(SshServer::close);
      throw e;
    }
  }

  /** The SSH server of a machine: of a node, or of the balancer's. */
  private static SshServer door(Cluster cluster, String name, int port, Layout layout)
      throws IOException, InterruptedException {
    Path place = layout.edge().resolve("ssh-" + name);
    Files.createDirectories(place);
    Path authorized = layout.publicKey(layout.clientKey());
    return switch (cluster.ssh()) {
      case EMBEDDED ->
          EmbeddedSshServer.start(
              place.resolve("host_key"), authorized, Optional.empty(), port, layout.node(name));
      case OPENSSH -> OpenSshServer.start(place, authorized, port, List.of());
    };
  }

  /** Tells others that it is up; the file appears whole. */
  void announce() throws IOException {
    String ssh =
        switch (cluster.ssh()) {
          case EMBEDDED -> "the embedded SSH server (Apache MINA)";
          case OPENSSH -> "OpenSSH";
        };
    Announcement words =
        new Announcement(
            ProcessHandle.current().pid(),
            balancer.description(),
            ssh,
            doors.values().stream().map(SshServer::knownHostsLine).toList());
    Path half = layout.edge().resolve("edge.json.half");
    Files.writeString(half, JSON.writeValueAsString(words) + "\n");
    Files.move(half, Announcement.file(layout), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    balancer.close();
    doors.values().forEach(SshServer::close);
  }
}
