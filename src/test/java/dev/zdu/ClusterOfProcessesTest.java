package dev.zdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zdu.cluster.Version;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real nodes, real Git, real signals. */
class ClusterOfProcessesTest {

  private static final Version OLD = new Version(7, 9, 0);
  private static final Version NEW = new Version(7, 9, 4);
  private static final String REPOSITORIES = "/rest/api/latest/projects/proj/repos";
  private static final String FAULTS = "/rest/zdu-test/faults";

  @TempDir private static Path built = Path.of("");

  @TempDir private Path directory = Path.of("");

  private ProcessCluster cluster(int nodes) throws Exception {
    Requirement.program("tar");
    Requirement.program("ssh-keygen");
    return new ProcessCluster(directory, new Archives(built), nodes);
  }

  private static void createRepository(ProcessCluster cluster) throws Exception {
    assertThat(cluster.ask("POST", 1, REPOSITORIES, "{\"name\":\"demo\"}").status()).isEqualTo(201);
  }

  @Test
  void whatIsPushedThroughOneNodeIsSeenThroughTheOthersAndRecorded() throws Exception {
    GitClient user = new GitClient(directory);
    Instant before = Instant.now();
    try (ProcessCluster cluster = cluster(3)) {
      cluster.start(OLD, 1, 2, 3);
      cluster.awaitCluster(2, "STABLE bb1 ACTIVE 7.9.0 bb2 ACTIVE 7.9.0 bb3 ACTIVE 7.9.0");
      createRepository(cluster);

      user.ok("", "clone", "-q", GitClient.http(cluster.httpPort(1)), "one");
      String first = user.push("one", "a", 1000);
      user.ok("", "clone", "-q", GitClient.ssh(cluster.sshPort(2)), "two");
      assertThat(user.ok("two", "rev-parse", "HEAD")).isEqualTo(first);
      String second = user.push("two", "b", 2000);
      user.ok("", "clone", "-q", GitClient.http(cluster.httpPort(3)), "three");
      assertThat(user.ok("three", "rev-parse", "HEAD")).isEqualTo(second);
      assertThat(user.ok("one", "ls-remote", "origin", "refs/heads/master")).startsWith(second);

      assertThat(pushes(cluster, before))
          .containsExactly(
              "refs/heads/master " + "0".repeat(40) + " " + first + " dev bb1",
              "refs/heads/master " + first + " " + second + " dev bb2");
      assertThat(
              user.git("", "clone", "http://dev:wrong@127.0.0.1:" + cluster.httpPort(1) + "/x")
                  .code())
          .isNotZero();
    }
  }

  private static List<String> pushes(ProcessCluster cluster, Instant since) throws Exception {
    String body =
        cluster
            .ask("GET", 3, "/rest/zdu-test/pushes?repo=proj/demo&since=" + since.toEpochMilli(), "")
            .body();
    List<String> pushes = new ArrayList<>();
    for (JsonNode push : new JsonMapper().readTree(body).path("pushes")) {
      pushes.add(
          String.join(
              " ",
              push.path("ref").asString(),
              push.path("oldId").asString(),
              push.path("newId").asString(),
              push.path("user").asString(),
              push.path("node").asString()));
    }
    return pushes;
  }

  @Test
  @Tag("long")
  void aClusterIsUpgradedNodeByNodeWhileRunningClonesFinish() throws Exception {
    GitClient user = new GitClient(directory);
    try (ProcessCluster cluster = cluster(2)) {
      cluster.start(OLD, 1, 2);
      createRepository(cluster);
      user.ok("", "clone", "-q", GitClient.http(cluster.httpPort(2)), "work");
      user.push("work", "big", 8_000_000);

      cluster.stop(OLD, 2);
      cluster.awaitCluster(1, "STABLE bb1 ACTIVE 7.9.0");
      refusesToJoin(cluster, 2, "upgrade mode is off and node bb1");
      cluster.start(OLD, 2);

      assertThat(cluster.ask("POST", 1, "/rest/zdu/start", "").status()).isEqualTo(200);
      assertThat(cluster.ask("POST", 2, "/rest/zdu/start", "").status()).isEqualTo(409);
      cluster.awaitCluster(2, "READY_TO_UPGRADE bb1 ACTIVE 7.9.0 bb2 ACTIVE 7.9.0");

      runningClonesFinishWhileTheNodeStops(cluster, user);
      cluster.awaitCluster(2, "READY_TO_UPGRADE bb1 OFFLINE - bb2 ACTIVE 7.9.0");
      cluster.start(NEW, 1);
      cluster.awaitCluster(2, "MIXED bb1 ACTIVE 7.9.4 bb2 ACTIVE 7.9.0");
      assertThat(cluster.ask("POST", 2, "/rest/zdu/cancel", "").status()).isEqualTo(409);

      cluster.kill(2);
      cluster.awaitCluster(1, "READY_TO_RUN_UPGRADE_TASKS bb1 ACTIVE 7.9.4 bb2 OFFLINE -");
      cluster.start(NEW, 2);
      cluster.awaitCluster(1, "READY_TO_RUN_UPGRADE_TASKS bb1 ACTIVE 7.9.4 bb2 ACTIVE 7.9.4");
      assertThat(cluster.ask("POST", 1, "/rest/zdu/approve", "").status()).isEqualTo(200);
      cluster.awaitCluster(2, "STABLE bb1 ACTIVE 7.9.4 bb2 ACTIVE 7.9.4");

      cluster.kill(2);
      cluster.awaitCluster(1, "STABLE bb1 ACTIVE 7.9.4");
    }
  }

  private static void refusesToJoin(ProcessCluster cluster, int node, String reason)
      throws Exception {
    cluster.callStart(NEW, node);
    await().atMost(Duration.ofSeconds(60)).until(() -> cluster.process(node).isEmpty());
    assertThat(cluster.log(node)).contains("version 7.9.4 cannot join: " + reason);
  }

  private static void runningClonesFinishWhileTheNodeStops(ProcessCluster cluster, GitClient user)
      throws Exception {
    try (HeldConnections http = new HeldConnections(cluster.httpPort(1));
        HeldConnections ssh = new HeldConnections(cluster.sshPort(1))) {
      var overHttp = user.beside("", "clone", "-q", GitClient.http(http.port()), "held-http");
      var overSsh = user.beside("", "clone", "-q", GitClient.ssh(ssh.port()), "held-ssh");
      http.awaitHeld();
      ssh.awaitHeld();
      CompletableFuture<String> stopped =
          CompletableFuture.supplyAsync(() -> {
            try {
              cluster.stop(OLD, 1);
              return "stopped";
            } catch (IOException e) {
              return e.toString();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              return e.toString();
            }
          });
      cluster.awaitCluster(2, "READY_TO_UPGRADE bb1 TERMINATING 7.9.0 bb2 ACTIVE 7.9.0");
      refusesConnections(cluster.httpPort(1));
      refusesConnections(cluster.sshPort(1));
      assertThat(cluster.process(1)).isPresent();
      http.release();
      ssh.release();
      assertThat(overHttp.get(60, TimeUnit.SECONDS)).isEqualTo(new Programs.Result(0, ""));
      assertThat(overSsh.get(60, TimeUnit.SECONDS).code()).isZero();
      assertThat(stopped.get(60, TimeUnit.SECONDS)).isEqualTo("stopped");
    }
  }

  private static void refusesConnections(int port) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class));
  }

  @Test
  void aNodeThatIsKilledCutsItsClonesAndFaultsDoWhatTheySay() throws Exception {
    GitClient user = new GitClient(directory);
    try (ProcessCluster cluster = cluster(2)) {
      Files.writeString(cluster.home(2).resolve("faults.properties"), "stuck-starting=true\n");
      cluster.start(OLD, 1);
      createRepository(cluster);
      cluster.callStart(OLD, 2);
      cluster.awaitCluster(1, "STABLE bb1 ACTIVE 7.9.0 bb2 STARTING 7.9.0");
      assertThat(cluster.status(2)).isEqualTo("STARTING");
      assertThat(cluster.ask("DELETE", 2, FAULTS, ""))
          .isEqualTo(new ProcessCluster.Answer(200, "{}"));
      cluster.awaitCluster(1, "STABLE bb1 ACTIVE 7.9.0 bb2 ACTIVE 7.9.0");

      fault(cluster, "{\"error\":true}");
      cluster.awaitCluster(1, "MIXED bb1 ACTIVE 7.9.0 bb2 ERROR 7.9.0");
      assertThat(cluster.ask("POST", 1, "/rest/zdu/start", "").status()).isEqualTo(409);
      fault(cluster, "{\"error\":false,\"version\":\"7.9.9\"}");
      cluster.awaitCluster(1, "STABLE bb1 ACTIVE 7.9.0 bb2 ACTIVE 7.9.9");
      fault(cluster, "{\"version\":false,\"null-version\":true,\"null-state\":true}");
      cluster.awaitCluster(1, "STABLE bb1 ACTIVE 7.9.0 bb2  -");
      cluster.ask("DELETE", 2, FAULTS, "");

      user.ok("", "clone", "-q", GitClient.http(cluster.httpPort(1)), "work");
      user.push("work", "big", 8_000_000);
      try (HeldConnections http = new HeldConnections(cluster.httpPort(1))) {
        var clone = user.beside("", "clone", "-q", GitClient.http(http.port()), "cut");
        http.awaitHeld();
        cluster.kill(1);
        http.release();
        assertThat(clone.get(60, TimeUnit.SECONDS).code()).isNotZero();
      }
      cluster.awaitCluster(2, "STABLE bb2 ACTIVE 7.9.0");

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> {
            try {
              fault(cluster, "{\"crash\":\"now\"}");
            } catch (IOException crashed) {
              return cluster.process(2).isEmpty();
            }
            return false;
          });
    }
  }

  private static void fault(ProcessCluster cluster, String change) throws Exception {
    cluster.ask("POST", 2, FAULTS, change);
  }
}
