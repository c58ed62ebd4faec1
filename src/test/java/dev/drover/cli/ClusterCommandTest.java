package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test clusters from the command line: each command is a process of its own. */
class ClusterCommandTest {

  @TempDir Path temporary;

  /** How a command ended. */
  private record Ending(int code, String out, String err) {}

  @AfterEach
  void takeDown() throws Exception {
    drover("cluster", "down");
    drover("cluster", "down", "--name", "demo");
  }

  @Test
  void bringsAClusterUpLooksAfterItAndTakesItDown() throws Exception {
    assertThat(drover("cluster", "status").code()).isEqualTo(ExitCode.USAGE.code());

    Ending up = drover("cluster", "up", "--nodes", "1", "--release", "7.9.1");
    assertThat(up.code()).as(up.toString()).isZero();
    assertThat(up.out())
        .contains(
            "cluster cluster: STABLE", "bb1    RUNNING   ACTIVE      7.9.1     UP           UP")
        .contains("inventory  " + directory().resolve("inventory.yml"))
        .contains(
            "upgrade it drover plan ",
            "runbooks/bitbucket-rolling-upgrade.yml -i %s/inventory.yml -e to_version=7.9.2"
                .formatted(directory()),
            " -e archive=%s/archives/".formatted(directory()));

    Ending taken = drover("cluster", "up");
    assertThat(taken.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(taken.err())
        .isEqualTo(
            """
            drover: there is a cluster in %s already
              next: drover cluster status --name cluster, or drover cluster down --name cluster
            """
                .formatted(directory()));

    assertThat(drover("cluster", "fault", "bb1", "error", "on"))
        .isEqualTo(new Ending(0, "bb1: error is on\n", ""));
    Ending status = drover("cluster", "status", "--json");
    assertThat(status.code()).isZero();
    assertThat(status.out()).contains("\"status\" : \"ERROR\"", "\"faults\" : \"error=true\"");
    assertThat(drover("cluster", "fault", "bb7", "error"))
        .isEqualTo(
            new Ending(
                ExitCode.USAGE.code(),
                "",
                """
                drover: there is no node `bb7`; there are bb1
                  next: drover cluster fault --help
                """));

    assertThat(drover("cluster", "down"))
        .isEqualTo(
            new Ending(
                0,
                "cluster is gone: nothing of it runs, %s is removed\n".formatted(directory()),
                ""));
    assertThat(directory()).doesNotExist();
  }

  @Test
  void takesNoNameThatLeadsElsewhere() throws Exception {
    Path other = Files.createDirectories(temporary.resolve("state/other"));

    Ending down = drover("cluster", "down", "--name", "../other");

    assertThat(down)
        .isEqualTo(
            new Ending(
                ExitCode.USAGE.code(),
                "",
                """
                drover: `../other` is no name for a cluster
                  next: use letters, digits, `.`, `_` and `-`, at most 40
                """));
    assertThat(other).exists();
  }

  @Test
  @Tag("long")
  void theDemoUpgradesUnderTrafficAndNobodyNotices() throws Exception {
    Ending demo = drover("demo", "--nodes", "2");

    assertThat(demo.code()).as(demo.toString()).isZero();
    assertThat(demo.out())
        .contains(
            "2 nodes are upgraded to 7.9.4; no request failed, nothing acknowledged was lost.")
        .contains("versions before  bb1 7.9.0, bb2 7.9.0")
        .contains("versions after   bb1 7.9.4, bb2 7.9.4");
    assertThat(temporary.resolve("state/clusters/demo")).doesNotExist();
  }

  private Path directory() {
    return temporary.resolve("state/clusters/cluster");
  }

  private Ending drover(String... arguments) throws IOException, InterruptedException {
    List<String> command = DemoRun.command();
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(temporary, "drover", ".out");
    Path err = Files.createTempFile(temporary, "drover", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("DROVER_STATE", temporary.resolve("state").toString());
    builder.environment().put("NO_COLOR", "1");
    int code = builder.start().waitFor();
    return new Ending(code, Files.readString(out), Files.readString(err));
  }
}
