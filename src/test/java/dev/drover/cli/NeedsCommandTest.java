package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code drover plan --needs} prints; it connects to nothing. */
class NeedsCommandTest {

  private static final Path CASES = Path.of("src/test/resources/needs");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  private String needs(Object runbook, Object inventory, String... more) {
    List<String> words =
        new ArrayList<>(List.of("plan", "" + runbook, "-i", "" + inventory, "--needs"));
    words.addAll(List.of(more));
    Shell.Ending ending = Shell.drover(words.toArray(String[]::new));
    assertThat(ending.code()).as(ending.err()).isZero();
    return new String(ending.bytes(), UTF_8);
  }

  @Test
  void everyDoorIsTold() {
    Path of = CASES.resolve("many-doors");
    Golden.check(of.resolve("text.out"), needs(of.resolve("runbook.yml"), of.resolve("hosts.yml")));
  }

  @Test
  void thoseOfTheUpgradeAreTold() throws Exception {
    Path archive = Files.writeString(directory.resolve("b.tar.gz"), "");
    Golden.check(
        CASES.resolve("bitbucket-rolling-upgrade.out"),
        needs(
            "runbooks/bitbucket-rolling-upgrade.yml",
            "inventories/example",
            "-e",
            "to_version=7.9.4",
            "-e",
            "archive=" + archive));
  }

  @Test
  void asDataTheyAreThoseOfThePlan() {
    Path of = CASES.resolve("many-doors");
    JsonNode needs =
        JSON.readTree(needs(of.resolve("runbook.yml"), of.resolve("hosts.yml"), "--json"));
    Shell.Ending plan =
        Shell.drover(
            "plan",
            "" + of.resolve("runbook.yml"),
            "-i",
            "" + of.resolve("hosts.yml"),
            "--offline",
            "--json");
    assertThat(JSON.readTree(plan.bytes()).get("needs")).isEqualTo(needs);
  }
}
