package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** More mistakes than anybody mends in one go: a thousand are told, the rest is counted. */
class ManyMistakesTest {

  private static final String MORE =
      "… and 234 more, which are not shown: mend these first, then check again";

  @TempDir Path directory;
  private Path runbook;
  private Path inventory;

  @BeforeEach
  void write() throws IOException {
    runbook =
        Files.writeString(
            directory.resolve("runbook.yml"),
            "runbook: many\nlanguage: 1\nversion: 1.0.0\nplays:\n  - hosts: all\n    tasks:\n"
                + "      - nonsense: {}\n".repeat(1_234));
    inventory = Files.writeString(directory.resolve("hosts.ini"), "web1\n");
  }

  private Shell.Ending validate(String format) {
    return Shell.drover(
        "validate", "--format", format, runbook.toString(), "-i", inventory.toString());
  }

  private String printed(String format) {
    return new String(validate(format).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theTextSaysAtItsEndHowManyThereAreBesides() {
    List<String> lines = validate("text").err().lines().toList();
    assertThat(lines.stream().filter(line -> line.contains(": error: "))).hasSize(1_000);
    assertThat(lines.subList(lines.size() - 2, lines.size()))
        .containsExactly(MORE, "drover: 1000 mistakes, and 234 more; nothing was connected to.");
  }

  @Test
  void theOtherFormatsSayIt() {
    JsonNode json = new JsonMapper().readTree(printed("json"));
    assertThat(json.get("diagnostics")).hasSize(1_000);
    assertThat(json.get("more").asInt()).isEqualTo(234);
    JsonNode sarif = new JsonMapper().readTree(printed("sarif"));
    assertThat(
            sarif.at("/runs/0/invocations/0/toolExecutionNotifications/0/message/text").asString())
        .isEqualTo(MORE);
    assertThat(printed("github")).endsWith("\n::notice::" + MORE + "\n");
  }

  @Test
  void aMistakeInTheInventoryIsCountedWithThem() throws IOException {
    Files.writeString(inventory, "web1\nhere[3:1]\n");
    assertThat(printed("json")).contains("\"more\" : 235,");
  }
}
