package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.load.InventoryLoader;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Scopes;
import dev.drover.plan.Planner;
import dev.drover.secret.Masker;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the language's page that begin with their plays compile as they stand. */
class LanguagePageTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(plays:\n.*?)^```$");

  static List<String> examples() throws IOException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("docs/language.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThan(3);
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hasNoMistake(String example) {
    Diagnostics diagnostics = new Diagnostics();
    Kinds kinds = BuiltIn.kinds();
    Source source =
        new Source("docs/example.yml", "runbook: x\nlanguage: 1\nversion: 1.0.0\n" + example);
    Scopes scopes =
        new Scopes(
            RunbookLoader.load(source, kinds, diagnostics).orElseThrow(),
            InventoryLoader.load(List.of(Path.of("inventories/example")), diagnostics),
            Map.of(),
            new Masker());
    assertThat(Planner.compile(scopes, kinds, 0, diagnostics)).isPresent();
    assertThat(diagnostics.sorted()).isEmpty();
  }
}
