package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Policies as a user meets them: refused plans, refused runs, and what a journal tells. */
@Execution(ExecutionMode.CONCURRENT)
class PoliciesTest {

  @TempDir Path directory;

  private Tool tool = new Tool(Path.of(""));

  @BeforeEach
  void prepare() throws Exception {
    tool = new Tool(Files.createDirectory(directory.resolve("tool")));
    Files.writeString(
        directory.resolve("hosts.ini"), "[here]\nlocalhost ansible_connection=local\n");
  }

  private Path runbook(String name, String policy) throws Exception {
    return Files.writeString(
        directory.resolve(name + ".yml"),
        """
        runbook: %s
        language: 1
        version: 1.0.0
        policy: {min_in_service: 0%s}
        plays:
          - name: Work
            hosts: here
            tasks:
              - command: {argv: [touch, %s], creates: %s}
        """
            .formatted(name, policy, made(name), made(name)));
  }

  private Path made(String name) {
    return directory.resolve("made-by-" + name);
  }

  private Tool.Ending drover(String command, Path runbook, String... more) throws Exception {
    String[] arguments = new String[4 + more.length];
    arguments[0] = command;
    arguments[1] = runbook.toString();
    arguments[2] = "-i";
    arguments[3] = directory.resolve("hosts.ini").toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return tool.run(arguments);
  }

  @Test
  void aPlanThatBreaksOnesOwnPolicyIsNotRun() throws Exception {
    Files.createDirectory(directory.resolve("policies"));
    Files.writeString(
        directory.resolve("policies/board.yml"),
        """
        - name: only what can be looked at
          message: No task is opaque.
          each: step
          deny: step.kind == 'command'
        """);
    Path runbook = runbook("work", "");
    assertThat(drover("plan", runbook).expect(22).out())
        .contains("only what can be looked at (error) is broken: localhost:", "No task is opaque");
    assertThat(drover("run", runbook).expect(22).err())
        .contains("broken policy: only what can be looked at")
        .contains("The run was not begun; nothing was changed.");
    assertThat(made("work")).doesNotExist();
    assertThat(tool.run("runs").expect(0).out()).doesNotContain("work");
  }

  @Test
  void aPlanIsNotRunOnceAPolicyThatItWasJudgedByHasChanged() throws Exception {
    Path own = Files.createDirectory(directory.resolve("own"));
    Files.writeString(
        own.resolve("board.yml"),
        "- name: small\n  message: Few plays.\n  deny: size(plan.plays) > 1\n");
    Path runbook = runbook("work", "");
    String plan = directory.resolve("change.plan").toString();
    drover("plan", runbook, "--policies", own.toString(), "-o", plan).expect(0);
    Files.writeString(
        own.resolve("board.yml"),
        "- name: small\n  message: Few plays.\n  deny: size(plan.plays) > 2\n");
    assertThat(tool.run("run", plan).expect(42).err()).contains("own/board.yml");
    assertThat(made("work")).doesNotExist();
    drover("plan", runbook, "--policies", own.toString(), "-o", plan).expect(0);
    tool.run("run", plan).expect(0);
    assertThat(made("work")).exists();
  }

  @Test
  void noRunBeginsOutsideOfTheMaintenanceWindowUnlessSomebodySaysWhy() throws Exception {
    Path runbook =
        runbook(
            "work",
            ", maintenance_window: {from: \"2020-01-01T00:00\", until: \"2020-01-02T00:00\", zone: UTC}");
    drover("plan", runbook).expect(0);
    assertThat(drover("run", runbook).expect(22).err())
        .isEqualToNormalizingNewlines(
            """
            looking: Work
            drover: the maintenance window (2020-01-01 00:00 to 2020-01-02 00:00, UTC) is closed for good; nothing was changed
              next: begin the run then, or say why it can't wait: `--outside-window REASON`
            """);
    assertThat(made("work")).doesNotExist();
    assertThat(drover("run", runbook, "--outside-window", "the disk fills up").expect(0).out())
        .contains("maintenance_window set aside: the disk fills up");
    assertThat(tool.run("show", "last").expect(0).out())
        .containsPattern("  policy maintenance_window set aside by \\S+: the disk fills up\n");
    assertThat(made("work")).exists();
  }

  @Test
  void noRunBeginsWithoutABackupThatIsYoungEnough() throws Exception {
    Path runbook = runbook("work", ", verified_backup: {runbook: backup, younger_than: 1h}");
    assertThat(drover("run", runbook).expect(22).err())
        .contains("no run of `backup` for this inventory has finished; next: run `backup` first");
    drover("run", runbook("backup", "")).expect(0);
    assertThat(drover("run", runbook).expect(0).out())
        .containsPattern("verified_backup: run [0-9-]+ finished [0-9ms]+ ago");
  }
}
