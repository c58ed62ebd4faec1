package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.demo.ServerNode;
import dev.drover.testing.FaultMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs that are cut short, by their operator or by force, and are resumed. */
@Tag("long")
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class InterruptTest {

  /** The last bug-fix release here, for a second upgrade of the same cluster. */
  private static final String LATER = "7.9.10";

  @TempDir Path temporary;

  @Test
  void survivesCtrlCAndTheDeathOfItsController() throws Exception {
    try (Site site = Site.up(temporary, spec -> spec)) {
      ctrlCStopsAtTheSafePoint(site);
      aKilledControllerIsReplaced(site);
    }
  }

  private static void ctrlCStopsAtTheSafePoint(Site site) throws Exception {
    List<Long> before = site.processes();
    Tool.Started run = site.tool().start(site.upgrade(Site.RUNBOOK, site.inventory(), Site.TO));
    run.awaitWords("out of bitbucket_http, bitbucket_ssh");
    run.signal("INT");

    Tool.Ending stopped = run.await().expect(31);
    assertThat(stopped.out())
        .contains(
            "stopping: nothing new is started, hosts in work go on to their safe point",
            "; stopped by Ctrl-C.\n",
            "  upgrade mode: ")
        .doesNotContain("node out of service: ");
    assertThat(site.cluster().status().nodes().stream().map(Site::words).toList())
        .containsExactly(
            "bb1 RUNNING ACTIVE 7.9.4 UP UP",
            "bb2 RUNNING ACTIVE 7.9.0 UP UP",
            "bb3 RUNNING ACTIVE 7.9.0 UP UP");
    assertThat(site.processes().subList(1, 3)).isEqualTo(before.subList(1, 3));

    long first = site.processes().getFirst();
    site.tool().run("resume", "last").expect(0);
    site.assertAllServe(Site.TO);
    assertThat(site.processes().getFirst()).isEqualTo(first);
    record(
        "72-operator-stops-an-upgrade",
        "The operator stops the upgrade (Ctrl-C)",
        "while its first node is out of the balancer");
  }

  private static void aKilledControllerIsReplaced(Site site) throws Exception {
    String inventory =
        site.inventory(text -> text.replaceAll("(?m)^( +installation: .*/)7\\.9\\.0$", "$17.9.4"));
    ServerNode first = site.cluster().node("bb1");
    Tool.Started run = site.tool().start(site.upgrade(Site.RUNBOOK, inventory, LATER));
    run.awaitWords("out of bitbucket_http, bitbucket_ssh");
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> first.process().isEmpty());
    run.signal("KILL");
    run.await().expect(137);

    assertThat(site.tool().run("show", "last").expect(0).out())
        .contains(
            "  node out of service: bb1, since ",
            "  upgrade mode: ",
            " cut off after ",
            "its controller ended without saying so");
    site.tool().run("resume", "last").expect(0);
    site.assertAllServe(LATER);
    record(
        "13-killed-with-a-node-down",
        "The controller is killed with SIGKILL",
        "while a node of the upgrade is down");
  }

  private static void record(String id, String fault, String where) throws IOException {
    FaultMatrix.record(id, InterruptTest.class, fault, where, 1, FaultMatrix.End.RESUMED);
  }
}
