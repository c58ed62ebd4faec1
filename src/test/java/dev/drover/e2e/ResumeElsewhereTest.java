package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A run whose directory is all that is left of the machine on which it began. */
@Execution(ExecutionMode.CONCURRENT)
class ResumeElsewhereTest {

  @TempDir Path temporary;
  private Path project = Path.of("");
  private Path rescued = Path.of("");
  private Tool other = new Tool(Path.of(""));

  @BeforeEach
  void aRunThatFailedOnAMachineThatIsGone() throws Exception {
    Path first = project(Files.createDirectories(temporary.resolve("first/project")));
    Tool tool = new Tool(Files.createDirectories(temporary.resolve("first/tool")));
    tool.runIn(first, "run", "up.yml", "-i", "inventory", "-e", "go=" + temporary.resolve("go"))
        .expect(30);
    Path runs = tool.directory().resolve("state/runs");
    try (Stream<Path> all = Files.list(runs)) {
      Path run = all.findFirst().orElseThrow();
      rescued = temporary.resolve("rescued").resolve(String.valueOf(run.getFileName()));
      copy(run, rescued);
    }
    project = Files.createDirectories(temporary.resolve("second/project"));
    copy(first, project);
    delete(temporary.resolve("first"));
    other = new Tool(Files.createDirectories(temporary.resolve("second/tool")));
  }

  @Test
  void goesOnWithTheSameFilesInAnotherCheckout() throws Exception {
    Files.createFile(temporary.resolve("go"));
    Tool.Ending ended = other.runIn(project, "resume", rescued.toString()).expect(0);
    assertThat(ended.err())
        .contains(
            "the files that the run was begun with are looked for below %s, as they lay below %s"
                .formatted(project, temporary.resolve("first/project")));
    assertThat(ended.out()).contains("say it").doesNotContain("begin ");
  }

  @Test
  void saysWhatChangedAndWhatWouldRunDifferently() throws Exception {
    Path more = project.resolve("tasks/more.yml");
    Files.writeString(more, Files.readString(more).replace("touch", "mkdir"));
    Files.delete(project.resolve("inventory/group_vars/all.yml"));
    Files.writeString(project.resolve("inventory/group_vars/all.yaml"), "greeting: hello\n");
    Tool.Ending refused =
        other.runIn(project, "resume", rescued.toString(), "--accept-changes").expect(30);
    assertThat(refused.err()).contains("is not here: the run goes on with the copies");

    Files.move(
        project.resolve("inventory/group_vars/all.yaml"),
        project.resolve("inventory/group_vars/all.yml"));
    refused = other.runIn(project, "resume", rescued.toString()).expect(41);
    assertThat(refused.err())
        .contains(
            "mkdir",
            "changed since the run began: " + temporary.resolve("first/project/tasks/more.yml"),
            "next: undo the change, or resume with --accept-changes, or with the files as they"
                + " were: --as-begun");
    Files.createFile(temporary.resolve("go"));
    Tool.Ending ended = other.runIn(project, "resume", rescued.toString(), "--as-begun").expect(0);
    assertThat(ended.out()).contains("say it");
  }

  @Test
  void goesOnWithItsOwnCopiesWhereNothingElseIs() throws Exception {
    Path copies = rescued.resolve("inputs-of-run" + temporary.resolve("first/project"));
    for (String file : List.of("up.yml", "tasks/more.yml", "inventory/group_vars/all.yml")) {
      Path copy = copies.resolve(file);
      assertThat(mode(copy)).isEqualTo("rw-------");
      assertThat(mode(copy.resolveSibling("."))).isEqualTo("rwx------");
    }
    Path nowhere = Files.createDirectories(temporary.resolve("second/nowhere"));
    Files.createFile(temporary.resolve("go"));
    Tool.Ending ended = other.runIn(nowhere, "resume", rescued.toString()).expect(0);
    assertThat(ended.err())
        .contains("is not here: the run goes on with the copies of its files that it keeps");
    assertThat(ended.out()).contains("say it");
    assertThat(other.runIn(nowhere, "show", rescued.toString()).expect(0).out())
        .contains("Nothing is left open.");
  }

  private static Path project(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("tasks"));
    Files.createDirectories(directory.resolve("inventory/group_vars"));
    Files.writeString(
        directory.resolve("up.yml"),
        """
        runbook: up
        language: 1
        version: 1.0.0
        policy: {min_in_service: 0}
        params:
          go: {type: path}
        plays:
          - name: Work
            hosts: all
            tasks:
              - id: begin
                command: ["true"]
              - id: check
                command: [test, -e, "{{go}}"]
              - include: tasks/more.yml
        """);
    Files.writeString(
        directory.resolve("tasks/more.yml"),
        """
        - name: say it
          command: [touch, "{{go}}.{{greeting}}"]
        """);
    Files.writeString(
        directory.resolve("inventory/hosts.yml"),
        """
        all:
          vars: {ansible_connection: local}
          hosts: {h1: {}}
        """);
    Files.writeString(directory.resolve("inventory/group_vars/all.yml"), "greeting: hello\n");
    return directory;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(
            path,
            target,
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : List.copyOf(all.toList()).reversed()) {
        Files.delete(path);
      }
    }
  }
}
