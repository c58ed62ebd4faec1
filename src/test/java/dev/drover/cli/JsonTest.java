package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints: a value on standard output, however the command ends. */
class JsonTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  private String runbook(String tasks) throws Exception {
    return Files.writeString(
            directory.resolve("runbook.yml"),
            """
            runbook: example
            language: 1
            version: 1.0.0
            plays:
              - name: Work
                hosts: all
                tasks:
            """
                + tasks.indent(6))
        .toString();
  }

  private String inventory(String host) throws Exception {
    return Files.writeString(directory.resolve("hosts.ini"), host + "\n").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run"})
  void mistakesArePrinted(String command) throws Exception {
    Shell.Ending ending =
        Shell.drover(
            command,
            "--json",
            runbook("- command: ls -l"),
            "-i",
            inventory("localhost ansible_connection=local"));
    assertThat(ending.code()).isEqualTo(ExitCode.MISTAKES.code());
    JsonNode json = JSON.readTree(ending.out());
    assertThat(json.get("errors").asInt()).isEqualTo(1);
    assertThat(json.get("diagnostics").get(0).get("code").asString()).isEqualTo("args.wrong-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run"})
  void problemsThatAreSeenBeforehandArePrinted(String command) throws Exception {
    Shell.Ending ending =
        Shell.drover(
            command,
            "--json",
            runbook("- assert: inventory_hostname == 'nobody'"),
            "-i",
            inventory("localhost ansible_connection=local"));
    assertThat(ending.code()).isEqualTo(ExitCode.UNREACHABLE.code());
    JsonNode json = JSON.readTree(ending.out());
    assertThat(json.get("problems").get(0).get("host").asString()).isEqualTo("localhost");
  }

  @Test
  void aStepThatRunsOnceHasAHost() throws Exception {
    Shell.Ending ending =
        Shell.drover(
            "plan",
            "--json",
            "--offline",
            runbook("- command: [uptime]\n  run_once: true"),
            "-i",
            inventory("h[1:2]"));
    JsonNode step = JSON.readTree(ending.out()).get("plays").get(0).get("steps").get(0);
    assertThat(step.get("id").asString()).isEqualTo("work/command");
    assertThat(step.get("host").asString()).isEqualTo("h1");
    assertThat(step.get("once").asBoolean()).isTrue();
  }

  @Test
  void stepByStepIsRefusedWhereNobodyCanBeAsked() throws Exception {
    Shell.Ending ending =
        Shell.drover(
            "run",
            "--step",
            "--no-input",
            runbook("- command: [uptime]"),
            "-i",
            inventory("localhost ansible_connection=local"));
    assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ending.err())
        .isEqualTo(
            """
            drover: `--step` asks before each step, and `--no-input` wants no question
              next: leave out one of them; nothing was changed
            """);
  }
}
