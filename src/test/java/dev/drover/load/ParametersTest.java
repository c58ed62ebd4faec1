package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.expr.Value;
import dev.drover.model.Runbook;
import dev.drover.report.DiagnosticText;
import dev.drover.secret.Masker;
import dev.drover.yaml.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {

  private static final String RUNBOOK =
      """
      runbook: example
      language: 1
      version: "1"
      params:
        to_version: {type: version, default: 1}
        archive: {type: path, default: a.tgz}
        password: {type: secret, default: none}
        n: {type: int, default: 1}
        fast: {type: bool, default: no}
        drain: {type: duration, default: 1m}
        url: {type: url, default: "http://h"}
        nodes: {type: list, default: []}
        options: {type: map, default: {}}
        text: {type: string, default: ""}
      plays:
        - hosts: all
          tasks:
            - pause: 1s
      """;

  @TempDir Path directory;
  private final Diagnostics diagnostics = new Diagnostics();
  private final Masker masker = new Masker();
  private Runbook runbook;

  @BeforeEach
  void load() {
    runbook =
        RunbookLoader.load(new Source("r.yml", RUNBOOK), TestingKinds.ALL, diagnostics)
            .orElseThrow(() -> new AssertionError(DiagnosticText.of(diagnostics)));
  }

  private Map<String, Value> read(String... given) {
    return Parameters.read(runbook, List.of(given), directory, masker, diagnostics);
  }

  @Test
  void givesEachItsType() {
    assertThat(
            read(
                "to_version=7.10",
                "archive=x/../a.tgz",
                "password=hunter2",
                "n=5",
                "fast=yes",
                "drain=90s",
                "url=https://h:1/x",
                "nodes=[a, 'b c']",
                "options={k: {l: m}}",
                "text={{n}} = 7"))
        .containsExactly(
            Map.entry("to_version", Value.text("7.10")),
            Map.entry("archive", Value.text(directory.resolve("a.tgz").toString())),
            Map.entry("password", Value.secret("hunter2")),
            Map.entry("n", new Value.Whole(5)),
            Map.entry("fast", new Value.Truth(true)),
            Map.entry("drain", Value.text("90s")),
            Map.entry("url", Value.text("https://h:1/x")),
            Map.entry(
                "nodes",
                new Value.Items(List.of(new Value.Text("a", true, false), Value.text("b c")))),
            Map.entry(
                "options",
                new Value.Fields(
                    Map.of("k", new Value.Fields(Map.of("l", new Value.Text("m", true, false)))))),
            Map.entry("text", Value.text("{{n}} = 7")));
    assertThat(DiagnosticText.of(diagnostics)).isEmpty();
    assertThat(masker.mask("hunter2")).isEqualTo("***");
  }

  @Test
  void readsAFileAndTheLaterOneWins() throws IOException {
    Files.writeString(
        directory.resolve("p.yml"), "n: 2\npassword: '{{n}}'\narchive: sub/b.tgz\ntext: 007\n");
    assertThat(read("n=1", "@p.yml", "text=x"))
        .isEqualTo(
            Map.of(
                "n", new Value.Whole(2),
                "password", Value.secret("{{n}}"),
                "archive", Value.text(directory.resolve("sub/b.tgz").toString()),
                "text", Value.text("x")));
    assertThat(DiagnosticText.of(diagnostics)).isEmpty();
  }

  @Test
  void aMisspeltSecretIsNotShown() {
    read("pasword=hunter2", "hunter2");
    assertThat(DiagnosticText.of(diagnostics))
        .contains("has no parameter `pasword`")
        .doesNotContain("=hunter2");
  }

  @Test
  void noLineOfAFileWithSecretsIsShown() throws IOException {
    Files.writeString(
        directory.resolve("p.yml"), "pasword: hunter2\npassword: [hunter2]\nn: two\n");
    Files.writeString(directory.resolve("q.yml"), "password: hunter2: x\n");
    read("@p.yml", "@q.yml");
    assertThat(DiagnosticText.of(diagnostics).replace(directory + "/", ""))
        .isEqualTo(
            """
            p.yml:1:1: error: the runbook `example` has no parameter `pasword` [params.unknown]
                1 | pasword: …
                  | ^~~~~~~
                  = hint: did you mean `password`? (what may be given is declared under `params:`)

            p.yml:2:11: error: `password` must be a secret text, and a list is not [params.wrong-type]
                2 | password: …
                  |           ^
                  = hint: write one value here

            p.yml:3:4: error: `n` must be a whole number, and `two` is not [params.wrong-type]
                3 | n: …
                  |    ^
                  = hint: change the value, or the name that it comes from

            q.yml:1:18: error: this is not YAML: mapping values are not allowed here [yaml.syntax]
                1 | password: …
                  |            ^
                  = hint: check the indentation; a text with `: ` in it must be in quotes
            """);
  }

  private Node standard(String name) {
    return runbook.params().values().stream()
        .filter(param -> param.name().equals(name))
        .flatMap(param -> param.defaultValue().stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDefaultKeepsTheTypeOfItsParameter() {
    // A version 1 written without quotes must not be a number in conditions.
    assertThat(standard("to_version")).hasFieldOrPropertyWithValue("plain", false);
    assertThat(standard("n")).hasFieldOrPropertyWithValue("plain", true);
  }
}
