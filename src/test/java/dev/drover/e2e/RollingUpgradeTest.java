package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.demo.ClusterSpec;
import dev.drover.demo.RequestKind;
import dev.drover.demo.Traffic;
import dev.drover.demo.TrafficReport;
import dev.drover.demo.TrafficSpec;
import dev.drover.testing.RealComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The main job, for real: a cluster behind OpenSSH and HAProxy is upgraded while users clone and
 * push.
 */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
class RollingUpgradeTest {

  private static final TrafficSpec TRAFFIC =
      new TrafficSpec(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(10), Duration.ofSeconds(90));

  @TempDir Path temporary;

  @Test
  @RealComponent({"sshd", "haproxy", "git"})
  void upgradesALiveClusterWithoutAFailedRequest() throws Exception {
    try (Site site =
        Site.up(
            temporary,
            spec ->
                spec.with(ClusterSpec.SshKind.OPENSSH).with(ClusterSpec.BalancerKind.HAPROXY))) {
      site.cluster().repositories().makeLarge(site.work());
      Traffic traffic = site.cluster().traffic(TRAFFIC, site.work().resolve("traffic"));
      try {
        await().until(() -> traffic.snapshot().sent() >= 6);
        Tool.Ending upgrade = upgrade(site);
        upgrade.expect(0);
        assertThat(upgrade.err()).doesNotContain("internal error");
        assertThat(upgrade.out())
            .contains("least busy by sessions: ", "the last one", "Nothing is left open.")
            .contains(": bitbucket-rolling-upgrade 1.0.0.\n");
        site.assertAllServe(Site.TO);

        TrafficReport report = traffic.stop();
        assertThat(report.failures()).isEmpty();
        assertThat(report.byKind().keySet())
            .contains(
                RequestKind.CLONE_HTTP,
                RequestKind.CLONE_SSH,
                RequestKind.PUSH_HTTP,
                RequestKind.PUSH_SSH);
        assertThat(report.longestOut().values()).hasSize(3).allMatch(Duration::isPositive);
        assertThat(traffic.acknowledged()).isNotEmpty();
        var missing = site.cluster().repositories().missing(traffic.acknowledged(), site.work());
        assertThat(missing.repository()).isEmpty();
        assertThat(missing.records()).isEmpty();
      } finally {
        traffic.close();
      }
      refusesToDoItAgain(site);
      listsBothRuns(site);
    }
  }

  private static Tool.Ending upgrade(Site site) throws Exception {
    return site.tool()
        .run(
            site.upgrade(
                Site.RUNBOOK,
                site.inventory(),
                Site.TO,
                "-e",
                "soak=1s",
                "-e",
                "drain=5s",
                "-e",
                "warm_up=demo/project"));
  }

  private static void refusesToDoItAgain(Site site) throws Exception {
    List<Long> before = site.processes();
    Tool.Ending again = upgrade(site).expect(30);
    assertThat(again.out())
        .contains(
            "The cluster must run one version on exactly the nodes of the inventory, and to_version"
                + " must be a higher bug-fix release of the same line."
                + " (`version_compare(to_version, cluster.versions[0]) > 0` is false)",
            "Nothing is left open.");
    assertThat(site.processes()).isEqualTo(before);
    site.assertAllServe(Site.TO);
  }

  private static void listsBothRuns(Site site) throws Exception {
    Tool.Ending runs = site.tool().run("runs").expect(0);
    assertThat(runs.out().lines().map(line -> line.replaceFirst("^[0-9-]+ +[0-9-]+ [0-9:]+ +", "")))
        .containsExactly(
            "failed    bitbucket-rolling-upgrade 1.0.0",
            "finished  bitbucket-rolling-upgrade 1.0.0");
    String first = runs.out().lines().toList().getLast().split(" ", 2)[0];
    assertThat(site.tool().run("show", first).expect(0).out())
        .contains("Run " + first + " finished after ", "Nothing is left open.");
    assertThat(site.tool().run("show", "last").expect(0).out())
        .contains(" failed after ", "once what failed is mended");
  }
}
