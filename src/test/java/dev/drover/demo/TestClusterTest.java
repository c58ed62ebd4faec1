package dev.drover.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.testing.RealComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster comes up, tells how it is, and leaves nothing behind. */
class TestClusterTest {

  @TempDir Path temporary;

  @Test
  void comesUpAndLeavesNothingBehind() throws Exception {
    Path directory = temporary.resolve("c");
    List<String> progress = new ArrayList<>();
    ClusterSpec spec =
        ClusterSpec.of("try", directory).with(2, "7.9.0").archivesIn(TestArchives.directory());
    TestCluster cluster = TestCluster.up(spec, progress::add);
    try {
      ClusterStatus status = cluster.status();
      assertThat(status.state()).isEqualTo("STABLE");
      assertThat(status.database()).isTrue();
      assertThat(status.edge()).isTrue();
      assertThat(status.nodes())
          .extracting(
              ClusterStatus.NodeStatus::name,
              ClusterStatus.NodeStatus::status,
              ClusterStatus.NodeStatus::state,
              ClusterStatus.NodeStatus::version,
              ClusterStatus.NodeStatus::http,
              ClusterStatus.NodeStatus::gitSsh)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("bb1", "RUNNING", "ACTIVE", "7.9.0", "UP", "UP"),
              org.assertj.core.groups.Tuple.tuple("bb2", "RUNNING", "ACTIVE", "7.9.0", "UP", "UP"));

      assertThat(cluster.fault("bb2", "error", "on")).isEqualTo("bb2: error is on");
      assertThat(cluster.status().nodes().get(1).status()).isEqualTo("ERROR");
      assertThat(cluster.fault("bb2", "error", "off")).isEqualTo("bb2: error is off");
      assertThat(cluster.status().nodes().get(1).status()).isEqualTo("RUNNING");
      assertThatThrownBy(() -> cluster.fault("bb2", "nonsense", "on"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("bb2 does not know the fault `nonsense` with the value `on`");

      assertThat(overSsh(cluster, "bb1")).isEqualTo(0);

      // Half dead: the process with balancer and SSH servers is gone, and one node.
      cluster.node("bb1").kill();
      ProcessHandle.of(Edge.Announcement.read(new Layout(directory)).process())
          .ifPresent(ProcessHandle::destroyForcibly);
    } finally {
      TestCluster.down(directory);
    }
    assertThat(ClusterProcesses.of(new Layout(directory))).isEmpty();
    assertThat(Files.exists(directory)).isFalse();
  }

  @Test
  @RealComponent({"sshd", "haproxy"})
  void comesUpBehindRealOpensshAndRealHaproxy() throws Exception {
    Path directory = temporary.resolve("r");
    ClusterSpec spec =
        ClusterSpec.of("real", directory)
            .with(1, "7.9.0")
            .with(ClusterSpec.SshKind.OPENSSH)
            .with(ClusterSpec.BalancerKind.HAPROXY)
            .archivesIn(TestArchives.directory());
    TestCluster cluster = TestCluster.up(spec, _ -> {});
    try {
      ClusterStatus status = cluster.status();
      assertThat(status.balancer()).startsWith("HAProxy ");
      assertThat(status.ssh()).isEqualTo("OpenSSH");
      assertThat(status.nodes().getFirst().http()).isEqualTo("UP");
      assertThat(overSsh(cluster, "bb1")).isEqualTo(0);
    } finally {
      TestCluster.down(directory);
    }
    assertThat(ClusterProcesses.of(new Layout(directory))).isEmpty();
  }

  @Test
  void refusesADirectoryThatIsTaken() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("taken"));

    assertThatThrownBy(() -> TestCluster.up(ClusterSpec.of("taken", directory), _ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "there is a cluster in %s already: `drover cluster down --name taken` removes it",
            directory);
    assertThat(directory).exists();
  }

  /** Logs in to a node's machine as a runbook would, strictly checked; returns the exit code. */
  private static int overSsh(TestCluster cluster, String name) throws Exception {
    Layout layout = new Layout(cluster.directory());
    Cluster.Node node = cluster.cluster().node(name).orElseThrow();
    return new ProcessBuilder(
            "ssh",
            "-F",
            "none",
            "-i",
            layout.clientKey().toString(),
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "BatchMode=yes",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "UserKnownHostsFile=" + layout.knownHosts(),
            "-p",
            String.valueOf(node.ssh()),
            cluster.cluster().user() + "@127.0.0.1",
            "test -f " + layout.pidFile(name))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
