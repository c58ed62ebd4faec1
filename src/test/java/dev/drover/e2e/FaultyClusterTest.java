package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.demo.ClusterSpec;
import dev.drover.demo.ClusterStatus;
import dev.drover.sabotage.Accomplice;
import dev.drover.testing.FaultMatrix;
import dev.drover.testing.RealComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Nodes are restarted, one fault after the other, on one cluster behind OpenSSH and HAProxy. Each
 * case leaves the cluster as it found it: all nodes serve.
 */
@Tag("long")
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("its cluster") // one case after the other
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealComponent({"sshd", "haproxy"})
class FaultyClusterTest {

  private static final int FAILED = 30;
  private static final int STOPPED = 31;

  private final Site site;
  private final Path temporary;

  FaultyClusterTest(@TempDir Path temporary) throws Exception {
    this.temporary = temporary;
    this.site =
        Site.up(
            temporary,
            spec -> spec.with(ClusterSpec.SshKind.OPENSSH).with(ClusterSpec.BalancerKind.HAPROXY));
  }

  @AfterAll
  void down() throws IOException {
    site.close();
  }

  /** Restarts nodes side by side; {@code pause} is how long each is out before it is stopped. */
  private String[] restart(String nodes, String pause, String readyIn) throws IOException {
    Path runbook = Files.createTempDirectory(temporary, "restart").resolve("restart.yml");
    Files.writeString(
        runbook,
        """
        runbook: restart
        language: 1
        version: 1.0.0
        description: Restarts nodes.
        policy:
          min_in_service: 0
          on_failure: stop_starting
        plays:
          - name: Restart
            hosts: %s
            window: 2
            tasks:
              - lb_detach: {drain: 3s}
              - name: wait for quiet
                pause: %s
              - graceful_stop: {timeout: 1m}
              - wait_status: {node: OFFLINE, timeout: 1m}
              - start: {installation: "{{installation}}"}
              - name: active again
                wait_status: {node: ACTIVE, timeout: %s}
              - lb_attach: {}
        """
            .formatted(nodes, pause, readyIn));
    return new String[] {"run", runbook.toString(), "-i", site.inventory()};
  }

  @Test
  void nodesThatDoNotComeUpAreListedAndFinishedOnceTheyAreMended() throws Exception {
    site.cluster().fault("bb2", "crash", "starting");
    site.cluster().fault("bb3", "error", "on");
    site.cluster().fault("bb3", "slow-stop", "4");
    await().until(() -> state("bb3").equals("ERROR"));
    Tool.Ending failed = site.tool().run(restart("bb2,bb3", "0s", "20s")).expect(FAILED);
    assertThat(failed.out())
        .contains("node out of service: bb2", "node out of service: bb3", "\nLeft open:\n");
    assertThat(words().getFirst()).isEqualTo("bb1 RUNNING ACTIVE 7.9.0 UP UP");
    site.cluster().fault("bb2", "crash", "off");
    site.cluster().fault("bb3", "error", "off");
    site.cluster().fault("bb3", "slow-stop", "off");
    site.tool().run("resume", "last").expect(0);
    site.assertAllServe(Site.FROM);
    record(
        "40-node-crashes-at-start",
        "A node crashes while it starts",
        "restart of two nodes at once; the other one comes up in ERROR, after a slow stop",
        2,
        FaultMatrix.End.RESUMED);
  }

  @Test
  void aBalancerThatForgetsIsToldAgainBeforeTheNodeIsStopped() throws Exception {
    Tool.Started run = site.tool().start(restart("bb2", "6s", "2m"));
    run.awaitWords("out of bitbucket_http");
    site.restartBalancer();
    assertThat(site.cluster().balancer().servers())
        .as("it has forgotten")
        .allMatch(row -> !row.status().equals("MAINT"));
    Tool.Ending ending = run.await().expect(0);
    assertThat(ending.out().split("out of bitbucket_http", -1)).as(ending.out()).hasSize(3);
    site.assertAllServe(Site.FROM);
    record(
        "50-balancer-forgets",
        "The balancer is restarted and has forgotten which node is out",
        "between the detachment of a node and its stop",
        1,
        FaultMatrix.End.FINISHED);
  }

  @Test
  void aClockThatIsSetChangesNoWaiting() throws Exception {
    Path clock = Files.writeString(temporary.resolve("clock"), "0");
    Accomplice accomplice =
        new Accomplice(temporary.resolve("clocks")).order(Map.of("clock", clock.toString()));
    Tool.Started run = site.tool().with(accomplice).start(restart("bb2", "4s", "2m"));
    run.awaitWords("out of bitbucket_http");
    set(clock, "86400");
    run.awaitWords("waited 4s");
    set(clock, "-86400");
    await().until(() -> state("bb2").isEmpty());
    set(clock, "0");
    run.await().expect(0);
    site.assertAllServe(Site.FROM);
    record(
        "60-clock-jumps",
        "The controller's clock is set a day ahead, two days back, and a day ahead",
        "in a pause and while a node is stopped and started",
        3,
        FaultMatrix.End.FINISHED);
  }

  private static void set(Path clock, String seconds) throws IOException {
    Path next = Files.writeString(clock.resolveSibling("clock.next"), seconds);
    Files.move(next, clock, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void whenTheOperatorStopsTheRunGoesOnToItsSafePoint() throws Exception {
    stopped("70-operator-stops", "INT", "The operator stops the run (Ctrl-C)");
  }

  @Test
  void whenTheOperatorAbortsWhatIsOpenIsListed() throws Exception {
    stopped("71-operator-aborts", "INT INT", "The operator aborts the run (Ctrl-C twice)");
  }

  @Test
  void whenItIsToldToEndTheRunGoesOnToItsSafePoint() throws Exception {
    stopped("73-told-to-end", "TERM", "The controller is told to end (SIGTERM)");
  }

  private void stopped(String id, String signals, String fault) throws Exception {
    assumeTrue(FaultMatrix.all(), "part of the long version");
    Accomplice accomplice =
        new Accomplice(temporary.resolve(id))
            .order(Map.of("strike", signals, "sides", "after", "choose", "every"));
    Tool doomed = site.tool().with(accomplice);
    Tool.Ending ending = doomed.run(restart("bb3", "0s", "2m"));
    while (ending.code() == STOPPED) {
      assertThat(ending.out()).containsPattern("; (stopped|aborted) by (Ctrl-C|SIGTERM)\\.\n");
      ending = doomed.run("resume", "last");
    }
    ending.expect(0);
    site.assertAllServe(Site.FROM);
    record(
        id,
        fault,
        "right after each journal record of the restart of a node",
        accomplice.struck().size(),
        FaultMatrix.End.RESUMED);
  }

  private List<String> words() throws Exception {
    return site.cluster().status().nodes().stream().map(Site::words).toList();
  }

  private String state(String node) throws Exception {
    return site.cluster().status().nodes().stream()
        .filter(one -> one.name().equals(node))
        .map(ClusterStatus.NodeStatus::status)
        .findFirst()
        .orElseThrow();
  }

  private void record(String id, String fault, String where, int injected, FaultMatrix.End end)
      throws IOException {
    FaultMatrix.record(id, getClass(), fault, where, injected, end);
  }
}
