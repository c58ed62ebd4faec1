package dev.drover.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at every part of a cluster and says how it is; parts that are dead are part of that. */
final class StatusReader {

  private final TestCluster owner;
  private final Cluster cluster;
  private final Layout layout;

  StatusReader(TestCluster owner, Cluster cluster, Layout layout) {
    this.owner = owner;
    this.cluster = cluster;
    this.layout = layout;
  }

  ClusterStatus read() throws InterruptedException {
    Optional<NodeClient.View> view = view();
    List<RuntimeApi.Row> rows = rows();
    List<ClusterStatus.NodeStatus> nodes = new ArrayList<>();
    for (Cluster.Node node : cluster.nodes()) {
      nodes.add(node(node, view, rows));
    }
    List<ProcessHandle> processes = ClusterProcesses.of(layout);
    String balancer = "does not run";
    String ssh = "does not run";
    boolean edge = false;
    try {
      Edge.Announcement announcement = Edge.Announcement.read(layout);
      edge = processes.stream().anyMatch(handle -> handle.pid() == announcement.process());
      balancer = edge ? announcement.balancer() : balancer;
      ssh = edge ? announcement.ssh() : ssh;
    } catch (IOException e) {
      // It was never up.
    }
    return new ClusterStatus(
        cluster.name(),
        layout.root().toString(),
        view.map(NodeClient.View::state).orElse(""),
        view.map(NodeClient.View::upgradeMode).orElse(false),
        ClusterProcesses.databaseRuns(layout),
        edge,
        balancer,
        ssh,
        "http://127.0.0.1:" + cluster.httpPort(),
        "ssh://git@127.0.0.1:" + cluster.sshPort(),
        nodes);
  }

  private ClusterStatus.NodeStatus node(
      Cluster.Node node, Optional<NodeClient.View> view, List<RuntimeApi.Row> rows)
      throws InterruptedException {
    Optional<NodeClient.Member> member =
        view.stream()
            .flatMap(seen -> seen.members().stream())
            .filter(other -> other.name().equals(node.name()))
            .findFirst();
    String status;
    try (NodeClient client = new NodeClient(cluster, node)) {
      status = client.status().orElse("");
    }
    return new ClusterStatus.NodeStatus(
        node.name(),
        owner.node(node.name()).process().map(ProcessHandle::pid).orElse(0L),
        status,
        member.map(NodeClient.Member::state).orElse(""),
        member.map(NodeClient.Member::version).orElse(""),
        at(rows, Layout.HTTP_BACKEND, node),
        at(rows, Layout.SSH_BACKEND, node),
        new NodeFaults(cluster, node, layout).active(),
        "http://127.0.0.1:" + node.http(),
        node.ssh());
  }

  private static String at(List<RuntimeApi.Row> rows, String backend, Cluster.Node node) {
    return rows.stream()
        .filter(row -> row.backend().equals(backend) && row.server().equals(node.name()))
        .map(RuntimeApi.Row::status)
        .findFirst()
        .orElse("");
  }

  /** The cluster as the first node that answers sees it. */
  private Optional<NodeClient.View> view() throws InterruptedException {
    for (Cluster.Node node : cluster.nodes()) {
      try (NodeClient client = new NodeClient(cluster, node)) {
        Optional<NodeClient.View> view = client.cluster();
        if (view.isPresent()) {
          return view;
        }
      }
    }
    return Optional.empty();
  }

  private List<RuntimeApi.Row> rows() {
    Path socket = cluster.balancerSpec(layout).socket();
    try {
      return RuntimeApi.at(socket).servers();
    } catch (IOException e) {
      return List.of();
    }
  }
}
