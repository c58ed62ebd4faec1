package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan file is shown in every form with nothing else at hand. */
class PlanRenderingsTest {

  @TempDir Path directory;
  private String runbook = "";
  private String inventory = "";
  private String plan = "";

  @BeforeEach
  void writeAPlan() throws Exception {
    Path book =
        Files.writeString(
            directory.resolve("runbook.yml"),
            """
            runbook: example
            language: 1
            version: 1.0.0
            plays:
              - name: Work
                hosts: all
                tasks:
                  - command: [uptime]
            """);
    Path hosts = Files.writeString(directory.resolve("hosts.ini"), "h[1:2]\n");
    runbook = book.toString();
    inventory = hosts.toString();
    plan = directory.resolve("change.plan").toString();
    Shell.Ending written = Shell.drover("plan", "--offline", runbook, "-i", inventory, "-o", plan);
    assertThat(written.code()).as(written.err()).isZero();
    Files.delete(book);
    Files.delete(hosts);
  }

  @ParameterizedTest
  @CsvSource({
    "plan, text, Plan: example 1.0.0",
    "plan, markdown, # Plan: example 1.0.0",
    "plan, html, <!DOCTYPE html>",
    "plan, json, {",
    "graph, text, Play 1: Work",
    "graph, dot, digraph plan {",
    "graph, mermaid, flowchart LR",
    "graph, svg, <?xml version"
  })
  void isShownWithoutRunbookInventoryAndConnection(String command, String format, String begin) {
    Shell.Ending shown = Shell.drover(command, plan, "--format", format);
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out()).startsWith(begin);
    assertThat(shown.err()).isEmpty();
  }

  @Test
  void itsHashStandsInThePagesThatAReviewReads() throws Exception {
    String header = Files.readAllLines(Path.of(plan)).getFirst();
    String hash = header.substring(header.indexOf("sha256:") + "sha256:".length());
    assertThat(Shell.drover("plan", plan, "--format", "html").out()).contains(hash);
    assertThat(Shell.drover("plan", plan, "--format", "markdown").out()).contains(hash);
  }

  @Test
  void aPlanIsNotWrittenAnewFromAPlan() {
    Shell.Ending ending = Shell.drover("plan", plan, "-o", plan + ".other");
    assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ending.err())
        .isEqualTo(
            "drover: `"
                + plan
                + "` is a plan already, and `-o` writes a new one\n"
                + "  next: name the runbook, or leave out `-o`\n");
  }
}
