package dev.drover.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Negative controls: the traffic probe reports failed requests whenever a step of the procedure is
 * left out, and none if nothing is. Without them, "0 failed" would prove nothing.
 */
@Tag("long")
class TrafficControlTest {

  private static final String VERSION = "7.9.0";

  /** So slow that it is the procedure that keeps clients from a dead node, not the balancer. */
  private static final BalancerSpec.Check SLOW =
      new BalancerSpec.Check(Duration.ofSeconds(20), 3, 2);

  private static final TrafficSpec TRAFFIC =
      new TrafficSpec(4, Duration.ofMillis(800), 3, Duration.ofSeconds(10), Duration.ofSeconds(60));

  @TempDir static Path temporary;
  private static TestCluster cluster;
  private Traffic traffic;

  @BeforeAll
  static void bringUp() throws Exception {
    cluster =
        TestCluster.up(
            ClusterSpec.of("control", temporary.resolve("c"))
                .with(2, VERSION)
                .with(SLOW)
                .archivesIn(TestArchives.directory()),
            _ -> {});
    cluster.repositories().makeLarge(temporary.resolve("work"));
  }

  @AfterAll
  static void takeDown() throws Exception {
    TestCluster.down(temporary.resolve("c"));
  }

  @BeforeEach
  void startTraffic() throws Exception {
    traffic = cluster.traffic(TRAFFIC, temporary.resolve("traffic-" + UUID.randomUUID()));
    await().until(() -> traffic.snapshot().sent() >= 8);
    await().until(() -> traffic.snapshot().longOpen() == 3);
  }

  @AfterEach
  void repair() throws Exception {
    traffic.close();
    if (cluster.node("bb2").process().isEmpty()) {
      cluster.node("bb2").start(VERSION);
    }
    cluster.node("bb2").awaitRunning();
    set("ready");
  }

  @Test
  void theWholeProcedureFailsNoRequestAndLosesNoPush() throws Exception {
    // A drain that does not wait for long clones: the graceful stop does.
    drainDownToLongClones();
    cluster.node("bb2").stop(VERSION);
    cluster.node("bb2").startAndWait(VERSION);
    set("ready");
    letFlow(8);

    TrafficReport report = traffic.stop();
    assertThat(report.failures()).isEmpty();
    assertThat(report.heldAcross()).isPositive();
    assertThat(report.left()).isPositive();
    assertThat(report.longestOut().get("bb1")).isEqualTo(Duration.ZERO);
    assertThat(report.longestOut().get("bb2")).isPositive();
    assertThat(traffic.acknowledged()).isNotEmpty();
    assertThat(
            cluster
                .repositories()
                .missing(traffic.acknowledged(), temporary.resolve("work"))
                .isEmpty())
        .isTrue();
  }

  @Test
  void withoutDetachRequestsFail() throws Exception {
    cluster.node("bb2").stop(VERSION);
    letFlow(8);

    assertThat(traffic.stop().failures()).isNotEmpty();
  }

  @Test
  void withKillInPlaceOfTheGracefulStopLongClonesFail() throws Exception {
    drainDownToLongClones();
    cluster.node("bb2").kill();
    await().atMost(Duration.ofSeconds(30)).until(() -> !traffic.failures().isEmpty());

    List<SentRequest> failures = traffic.stop().failures();
    assertThat(failures).isNotEmpty();
    assertThat(failures).allMatch(failure -> failure.kind().isLong());
  }

  @Test
  void withoutWaitingForActiveRequestsFail() throws Exception {
    set("drain");
    cluster.node("bb2").stop(VERSION);
    cluster.node("bb2").start(VERSION);
    set("ready");
    letFlow(8);

    assertThat(traffic.stop().failures()).isNotEmpty();
  }

  @Test
  void commitsThatWereNeverPushedAreReportedAsMissing() throws Exception {
    String nobodys = "0123456789012345678901234567890123456789";

    assertThat(cluster.repositories().missing(List.of(nobodys), temporary.resolve("work")))
        .isEqualTo(new Repositories.Missing(List.of(nobodys), List.of(nobodys)));
  }

  /** Detaches the node while it serves a long clone, and lets its small requests end. */
  private void drainDownToLongClones() {
    // Long clones choose a node anew every ten seconds; sooner or later one is here.
    await("a long clone chooses bb2")
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofMinutes(1))
        .until(this::drainsDownToLongClones);
  }

  private boolean drainsDownToLongClones() throws Exception {
    set("drain");
    int small = traffic.snapshot().sent();
    await().until(() -> traffic.snapshot().sent() >= small + 8);
    if (sessions("bb2") > 0) {
      return true;
    }
    set("ready");
    await().until(() -> sessions("bb2") > 0);
    return false;
  }

  /** Waits until so many more requests have ended. */
  private void letFlow(int requests) {
    int now = traffic.snapshot().sent();
    await().atMost(Duration.ofSeconds(40)).until(() -> traffic.snapshot().sent() >= now + requests);
  }

  private static void set(String state) throws Exception {
    for (String backend : List.of(Layout.HTTP_BACKEND, Layout.SSH_BACKEND)) {
      assertThat(cluster.balancer().ask("set server " + backend + "/bb2 state " + state))
          .isEqualTo("\n");
    }
  }

  private static int sessions(String node) throws Exception {
    return cluster.balancer().servers().stream()
        .filter(row -> row.server().equals(node))
        .mapToInt(RuntimeApi.Row::sessions)
        .sum();
  }
}
