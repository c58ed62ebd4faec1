package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.testing.FaultMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Controllers, real processes, that want the same hosts at the same time. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("faults")
class LeaseTest {

  private String runbook() {
    return """
    runbook: slow
    language: 1
    version: 1.0.0
    params:
      who: {type: string}
    plays:
      - name: Slow
        hosts: all
        tasks:
          - command: {argv: [sh, -c, "while [ ! -e go ]; do sleep 0.1; done"], chdir: %1$s}
          - command: {argv: [sh, -c, "echo {{who}} >> effects"], chdir: %1$s}
    """
        .formatted(directory);
  }

  private String inventory() {
    return """
    all:
      hosts:
        here: {ansible_connection: local}
      vars:
        lock: {host: here, path: %s/locks/here.lease, expiry: 10s}
    """
        .formatted(directory);
  }

  @TempDir Path directory;

  private Tool tool;

  @BeforeEach
  void write() throws Exception {
    tool = new Tool(Files.createDirectories(directory.resolve("work")));
    Files.writeString(directory.resolve("slow.yml"), runbook());
    Files.writeString(directory.resolve("hosts.yml"), inventory());
  }

  private Tool.Started start(String who) throws Exception {
    return tool.start("run", path("slow.yml"), "-i", path("hosts.yml"), "-e", "who=" + who);
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  /** The id of the only run. */
  private String run() throws Exception {
    try (var runs = Files.list(tool.directory().resolve("state/runs"))) {
      return String.valueOf(runs.findFirst().orElseThrow().getFileName());
    }
  }

  private List<String> effects() throws Exception {
    Path effects = directory.resolve("effects");
    return Files.exists(effects) ? Files.readAllLines(effects) : List.of();
  }

  private void go() throws Exception {
    Files.writeString(directory.resolve("go"), "");
  }

  @Test
  void oneOfTwoThatStartAtTheSameMomentGetsIt() throws Exception {
    Tool.Started one = start("one");
    Tool.Started two = start("two");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !one.process().isAlive() || !two.process().isAlive());
    boolean oneWon = one.process().isAlive();
    Tool.Started winner = oneWon ? one : two;
    Tool.Ending refused = (oneWon ? two : one).await().expect(44);
    assertThat(refused.err())
        .containsPattern(
            "drover: here is locked by \\S+@\\S+ since \\S+Z, for slow 1.0.0 \\(run \\S+;"
                + " heartbeat \\d+s ago; \\S+/locks/here.lease\\); nothing was changed\n"
                + "  next: wait until it is done: `drover lock wait -i \\S+`; what it does: `drover show"
                + " \\S+ --follow` where it runs, or `drover lock show -i \\S+`; if it can't go on for"
                + " good: `drover lock break --reason TEXT -i \\S+`");
    go();
    winner.await().expect(0);
    assertThat(effects()).containsExactly(oneWon ? "one" : "two");
    assertThat(tool.run("lock", "show", "-i", path("hosts.yml")).expect(0).out())
        .startsWith("here: free\n");
    assertThat(tool.run("runs").expect(0).out().lines()).hasSize(1);
    FaultMatrix.record(
        "80-two-controllers",
        getClass(),
        "Two controllers start for the same hosts",
        "at the same moment: one is told who has the lease, and does nothing",
        1,
        FaultMatrix.End.FINISHED);
  }

  @Test
  void whoIsFrozenAndWakesUpLateDoesNoHarm() throws Exception {
    Tool.Started frozen = start("frozen");
    frozen.awaitWords("holds the lease of here");
    String first = run();
    frozen.signal("STOP");
    try {
      assertThat(tool.run("lock", "wait", "-i", path("hosts.yml")).expect(0).out())
          .isEqualTo("The lease of here is free.\n");
      go();
      Tool.Ending second = start("second").await().expect(0);
      assertThat(second.err()).contains("never gave the lease back");
      assertThat(effects()).containsExactly("second");
    } finally {
      frozen.signal("CONT");
    }
    Tool.Ending late = frozen.await().expect(44);
    assertThat(late.out()).contains("lost the lease of here: ");
    assertThat(effects()).containsExactly("second");
    tool.run("resume", first).expect(0);
    assertThat(effects()).containsExactly("second", "frozen");
    FaultMatrix.record(
        "81-frozen-controller",
        getClass(),
        "A controller is frozen until its lease has expired, and wakes up late",
        "in the middle of a command, while another one has run to its end",
        1,
        FaultMatrix.End.RESUMED);
  }

  @Test
  void saysThatTheDirectoryOfTheLeaseCannotBeWritten() throws Exception {
    Files.writeString(directory.resolve("hosts.yml"), inventory().replace("/locks/", "/slow.yml/"));
    assertThat(start("one").await().expect(20).err())
        .isEqualTo(
            """
            looking: Slow
            problem: cluster here: the lease of here can't be taken: the directory %1$s can't be written (%1$s/here.lease on here)
              next: give whoever works there the right to, or name another place: `lock:` in the inventory
            drover: The run was not begun; nothing was changed.
            """
                .formatted(path("slow.yml")));
    assertThat(effects()).isEmpty();
    assertThat(tool.run("runs").expect(0).out()).isEqualTo("There is no run yet.\n");
  }

  @Test
  void aDamagedLeaseIsRefusedUntilItIsBroken() throws Exception {
    go();
    start("one").await().expect(0);
    Files.writeString(directory.resolve("locks/here.lease.99"), "garbage");
    assertThat(start("two").await().expect(20).err())
        .contains(
            "drover: the lease of here is damaged: ", "here.lease.99 is none; nothing was changed");
    tool.run("lock", "break", "-i", path("hosts.yml"), "--reason", "a full disk", "--yes")
        .expect(0);
    start("three").await().expect(0);
    assertThat(effects()).containsExactly("one", "three");
  }
}
