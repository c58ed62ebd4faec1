package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.demo.ClusterStatus;
import dev.drover.demo.Traffic;
import dev.drover.demo.TrafficSpec;
import dev.drover.testing.FaultMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A node that does not start: the run stops, the node stays out of the balancer, the others serve,
 * and once the cause is gone {@code drover resume} finishes without doing anything twice.
 */
@Tag("long")
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class FailedStartTest {

  /** Clones and pushes only: what must go on while a node is broken. */
  private static final TrafficSpec TRAFFIC =
      new TrafficSpec(2, Duration.ofSeconds(1), 0, Duration.ofSeconds(10), Duration.ofSeconds(60));

  @TempDir Path temporary;

  @Test
  void leavesTheOthersServingAndFinishesOnceTheFaultIsGone() throws Exception {
    try (Site site = Site.up(temporary, spec -> spec)) {
      Path runbook = Path.of(site.runbook(FailedStartTest::waitingAsLongAsTheInventorySays));
      String inventory = site.inventory(FailedStartTest::impatientWithTheSecond);
      site.cluster().fault("bb2", "stuck-starting", "on");

      Tool.Ending failed =
          site.tool().run(site.upgrade(runbook.toString(), inventory, Site.TO)).expect(30);
      saysWhatFailedAndWhatIsOpen(site, failed);
      ClusterStatus broken = site.cluster().status();
      assertThat(broken.nodes().stream().map(Site::words).toList())
          .containsExactly(
              "bb1 RUNNING ACTIVE 7.9.4 UP UP",
              "bb2 STARTING STARTING 7.9.4 MAINT MAINT",
              "bb3 RUNNING ACTIVE 7.9.0 UP UP");
      stillServes(site);

      refusesToGoOnWithAnotherRunbook(site, runbook);
      assertThat(site.cluster().status()).isEqualTo(broken);

      site.cluster().fault("bb2", "stuck-starting", "off");
      Tool.Ending resumed = site.tool().run("resume", "last").expect(0);
      assertThat(resumed.out()).contains("Nothing is left open.", " finished after ");
      site.assertAllServe(Site.TO);
      assertThat(site.processes().subList(0, 2))
          .as("the first two nodes are untouched")
          .isEqualTo(
              broken.nodes().stream()
                  .map(ClusterStatus.NodeStatus::process)
                  .toList()
                  .subList(0, 2));
      nothingWasDoneTwice(site.tool().run("show", "last", "--steps").expect(0).out());
    }
    FaultMatrix.record(
        "41-node-hangs-at-start",
        getClass(),
        "A node hangs while it starts, for longer than it may",
        "the second of three in the upgrade, under traffic",
        1,
        FaultMatrix.End.RESUMED);
  }

  private static String waitingAsLongAsTheInventorySays(String runbook) {
    return runbook.replace("timeout: 10m", "timeout: \"{{ready_in}}\"");
  }

  private static String impatientWithTheSecond(String inventory) {
    return inventory
        .replaceFirst("(?m)^( +)balancer:\\n", "$1ready_in: 5m\n$0")
        .replaceFirst("(?m)^( +)bb2:\\n", "$0$1  ready_in: 15s\n");
  }

  private static void saysWhatFailedAndWhatIsOpen(Site site, Tool.Ending failed) {
    assertThat(failed.out())
        .containsPattern(
            "failed: upgrade-each-node/active-at-the-new-version\\[bb2]: bb2 was not ACTIVE at"
                + " 7\\.9\\.4 within 15s; last seen: bb2 is STARTING at 7\\.9\\.4 as bb[13]"
                + " sees it\n")
        .contains(
            "  next: look at the product's log: `ssh -p ",
            "/log/atlassian-bitbucket.log'`; mend it, then `drover resume 2",
            "\nLeft open:\n",
            "    by hand: echo 'set server bitbucket_http/bb2 state ready;"
                + " set server bitbucket_ssh/bb2 state ready' | ssh -p ",
            "@127.0.0.1 'socat stdio unix-connect:%1$s || nc -U %1$s'\n"
                .formatted(site.cluster().balancer().socket()));
  }

  private static void stillServes(Site site) throws Exception {
    Traffic traffic = site.cluster().traffic(TRAFFIC, site.work().resolve("traffic"));
    await().until(() -> traffic.snapshot().sent() >= 8);
    assertThat(traffic.stop().failures()).isEmpty();
  }

  private static void refusesToGoOnWithAnotherRunbook(Site site, Path runbook) throws Exception {
    String text = Files.readString(runbook);
    Files.writeString(runbook, text + "# changed\n");
    Tool.Ending refused = site.tool().run("resume", "last").expect(41);
    assertThat(refused.err())
        .isEqualTo(
            """
            Its plan would be the same.
            drover: changed since the run began: %s
              next: undo the change, or resume with --accept-changes, or with the files as they were: --as-begun
            """
                .formatted(runbook));
    assertThat(refused.out()).isEmpty();
    Files.writeString(runbook, text);
  }

  private static void nothingWasDoneTwice(String steps) {
    List<String> endings =
        steps
            .lines()
            .takeWhile(line -> !line.isBlank())
            .map(line -> line.split(" +", 4))
            .filter(words -> !words[1].equals("next"))
            .map(words -> words[2] + " " + words[1])
            .toList();
    Map<String, List<String>> byStep =
        endings.stream().collect(Collectors.groupingBy(ending -> ending.split(" ", 2)[0]));
    assertThat(byStep.remove("upgrade-each-node/active-at-the-new-version[bb2]"))
        .containsExactly(
            "upgrade-each-node/active-at-the-new-version[bb2] failed",
            "upgrade-each-node/active-at-the-new-version[bb2] ok");
    assertThat(byStep.values()).isNotEmpty().allMatch(times -> times.size() == 1);
  }
}
