package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs that are paused, mended, followed and stopped from other terminals. */
@Execution(ExecutionMode.CONCURRENT)
class OperatorsTest {

  @TempDir Path temporary;
  private Tool tool = new Tool(Path.of(""));

  @BeforeEach
  void inventory() throws Exception {
    tool = new Tool(temporary);
    Files.writeString(
        temporary.resolve("hosts.yml"),
        """
        all:
          vars: {ansible_connection: local}
          hosts: {h1: {}, h2: {}}
        """);
  }

  @Test
  void aRunIsPausedMendedAndFollowedFromOtherTerminals() throws Exception {
    Tool.Started run = start();
    awaitFile("h1.begun");
    awaitFile("h2.begun");
    Tool.Started follower = tool.start("show", "last", "--follow");
    Tool.Started lines = tool.start("show", "last", "--follow", "--json");
    assertThat(tool.run("pause", "last", "--reason", "to look at h1").expect(0).out())
        .contains(" is paused: no step begins");
    assertThat(tool.run("pause", "last", "--reason", "me too").expect(45).err())
        .contains("it is paused already, by ");
    go("h1");
    run.awaitWords("h1  wait_for  ok");
    tool.run("skip", "last", "unwanted[h1]", "--reason", "done by hand").expect(0);
    assertThat(tool.run("skip", "last", "unwantd[h2]", "--reason", "x").expect(2).err())
        .contains("did you mean `work/unwanted[h2]`?");
    assertThat(Files.readString(run.out())).doesNotContain("FAILED");
    tool.run("continue", "last").expect(0);
    run.awaitWords("FAILED");
    Files.createFile(temporary.resolve("mended"));
    tool.run("retry", "last", "check", "--reason", "mended").expect(0);
    awaitFile("h1.ended");
    tool.run("skip", "last", "unwanted[h2]", "--reason", "done by hand").expect(0);
    go("h2");
    Tool.Ending ended = run.await().expect(0);
    assertThat(ended.out())
        .contains(
            "(to look at h1): no step begins", "(mended): work/check[h1]", "Nothing is left open.");
    String told = follower.await().expect(0).out();
    assertThat(told.lines().filter(line -> !line.contains("...")).toList())
        .isEqualTo(ended.out().lines().filter(line -> !line.contains("...")).toList());
    assertThat(lines.await().expect(0).out().lines().toList())
        .first()
        .asString()
        .startsWith("{\"type\":\"run-began\",");
    assertThat(tool.run("stop", "last").expect(45).err())
        .contains("nobody runs run ", "it has ended: all steps are done");
  }

  @Test
  void aRunThatWasStoppedFromAnotherTerminalIsResumedWithoutAStep() throws Exception {
    Files.createFile(temporary.resolve("mended"));
    Tool.Started run = start();
    awaitFile("h1.begun");
    awaitFile("h2.begun");
    assertThat(tool.run("stop", "last", "--reason", "enough").expect(0).out())
        .contains(" stops: hosts in work go on to their safe point");
    go("h1");
    go("h2");
    assertThat(run.await().expect(31).out()).contains(": enough.");
    assertThat(tool.run("pause", "last", "--reason", "x").expect(45).err())
        .contains("nobody runs run ", "drover resume ");
    for (String host : new String[] {"h1", "h2"}) {
      assertThat(
              tool.run("skip", "last", "unwanted[" + host + "]", "--reason", "no").expect(0).out())
          .contains("is skipped when the run is resumed.");
    }
    tool.run("resume", "last").expect(0);
    assertThat(temporary.resolve("h2.ended")).exists();
  }

  private Tool.Started start() throws Exception {
    return tool.start(
        "run",
        "src/test/resources/operator/held.yml",
        "-i",
        temporary.resolve("hosts.yml").toString(),
        "-e",
        "place=" + temporary);
  }

  private void go(String host) throws Exception {
    Files.createFile(temporary.resolve(host + ".go"));
  }

  private void awaitFile(String name) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Files.exists(temporary.resolve(name)));
  }
}
