package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.load.InventoryLoader;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Scopes;
import dev.drover.plan.Planner;
import dev.drover.report.Style;
import dev.drover.secret.Masker;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What the README says is so. That its first command ends well is the business of the demo's own
 * tests.
 */
class ReadmeTest {

  private static final Path README = Path.of("README.md");

  @TempDir Path directory;

  @Test
  void itsRunbookHasNoMistake() throws Exception {
    String runbook =
        text()
            .lines()
            .dropWhile(line -> !line.startsWith("    runbook: "))
            .takeWhile(line -> line.startsWith("    "))
            .map(line -> line.substring(4))
            .collect(Collectors.joining("\n", "", "\n"));
    Path file = directory.resolve("runbook.yml");
    Files.writeString(file, runbook);
    Diagnostics diagnostics = new Diagnostics();
    Kinds kinds = BuiltIn.kinds();
    Scopes scopes =
        new Scopes(
            RunbookLoader.load(file, kinds, diagnostics).orElseThrow(),
            InventoryLoader.load(List.of(Path.of("inventories/example")), diagnostics),
            Map.of(),
            new Masker());
    assertThat(Planner.compile(scopes, kinds, 0, diagnostics)).isPresent();
    assertThat(diagnostics.sorted()).extracting(Diagnostic::message).isEmpty();
  }

  @Test
  void itsCommandsAreUnderstood() throws Exception {
    Terminal nowhere =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            Style.PLAIN,
            false);
    List<String> commands =
        text()
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("bin/drover "))
            .map(line -> line.replaceFirst(" +#.*", "").substring("bin/drover ".length()))
            .toList();
    assertThat(commands).hasSizeGreaterThan(3);
    for (String command : commands) {
      CommandLine.ParseResult parsed =
          new App(nowhere).commandLine().parseArgs(command.split(" +"));
      assertThat(parsed.hasSubcommand()).as(command).isTrue();
    }
  }

  @Test
  void itsTestCommandIsWhatContinuousIntegrationRuns() throws Exception {
    assertThat(text().lines()).contains("    mvn verify");
    assertThat(Files.readAllLines(Path.of(".ci/run")))
        .containsSubsequence("mvn verify", "mvn verify -Plong -Dgroups=long");
  }

  @Test
  void itsLinksLeadSomewhere() throws Exception {
    List<String> links =
        Pattern.compile("\\]\\(([^)#:]+)\\)")
            .matcher(text())
            .results()
            .map(MatchResult::group)
            .map(link -> link.substring(2, link.length() - 1))
            .toList();
    assertThat(links).isNotEmpty().allMatch(link -> Files.exists(Path.of(link)));
  }

  @Test
  void everyCommandIsNamed() throws Exception {
    String text = text();
    List<String> commands =
        Arrays.asList(
            "demo",
            "cluster",
            "init",
            "doctor",
            "validate",
            "validate",
            "explain",
            "doc",
            "schema",
            "plan",
            "run",
            "resume",
            "runs",
            "show",
            "completion");
    assertThat(commands).allMatch(command -> text.contains("drover " + command));
  }

  private static String text() throws IOException {
    return Files.readString(README);
  }
}
