package dev.drover.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.expr.Value;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import dev.drover.model.Variable;
import dev.drover.report.DiagnosticText;
import dev.drover.schema.Shapes;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.task.Kinds;
import dev.drover.testing.Golden;
import dev.drover.testing.Vaults;
import dev.drover.yaml.Node.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One runbook per mistake, with the exact text that is shown for it. A first line {@code # given:
 * …} holds what stands on the command line, {@code # vault: ID FILE} a password of {@code
 * src/test/resources/vault}. Whatever loads is also bound for one host, as a plan does.
 */
class LoadCasesTest {

  private static final Path ERRORS = Path.of("src/test/resources/load/errors");
  private static final Path OK = Path.of("src/test/resources/load/ok");
  private static final Pattern VAULT = Pattern.compile("# vault: (\\S+) (\\S+)\n");
  private static final Pattern GIVEN = Pattern.compile("# given: (.*)");

  static Stream<Path> errors() throws IOException {
    return cases(ERRORS);
  }

  static Stream<Path> ok() throws IOException {
    return cases(OK);
  }

  private static Stream<Path> cases(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void tellsTheMistake(Path file) {
    String shown = DiagnosticText.of(check(ERRORS, file)).replace(ERRORS + "/", "");
    assertThat(shown).isNotEmpty();
    Golden.check(Path.of(file.toString().replaceFirst("\\.yml$", ".out")), shown);
  }

  @ParameterizedTest
  @MethodSource("ok")
  void findsNothingWrong(Path file) {
    assertThat(DiagnosticText.of(check(OK, file))).isEmpty();
  }

  /** Codes of inventories, host patterns and plans have their cases with those packages. */
  @Test
  void everyCodeHasACase() throws IOException {
    String all;
    try (Stream<Path> files = Files.list(ERRORS)) {
      all =
          files
              .filter(file -> file.toString().endsWith(".out"))
              .map(LoadCasesTest::text)
              .collect(Collectors.joining());
    }
    Set<String> elsewhere = Set.of("inventory", "hosts", "plan");
    List<String> without =
        Stream.of(Code.values())
            .map(Code::id)
            .filter(id -> !elsewhere.contains(id.substring(0, id.indexOf('.'))))
            .filter(id -> !id.equals(Code.FILE_MISSING.id()))
            .filter(id -> !all.contains("[" + id + "]"))
            .toList();
    assertThat(without).isEmpty();
  }

  private static Diagnostics check(Path directory, Path file) {
    Diagnostics diagnostics = new Diagnostics();
    Vault vault = vault(file);
    RunbookLoader.load(file, TestingKinds.ALL, vault, diagnostics)
        .ifPresent(runbook -> bind(runbook, given(file), directory, vault, diagnostics));
    return diagnostics;
  }

  private static List<String> given(Path file) {
    Matcher matcher = GIVEN.matcher(text(file));
    return matcher.lookingAt() ? List.of(matcher.group(1).split(" ", -1)) : List.of();
  }

  private static Vault vault(Path file) {
    Matcher matcher = VAULT.matcher(text(file));
    return matcher.lookingAt() ? Vaults.with(matcher.group(1), matcher.group(2)) : Vault.locked();
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void bind(
      Runbook runbook, List<String> given, Path directory, Vault vault, Diagnostics diagnostics) {
    Masker masker = new Masker();
    Map<String, Value> values =
        Parameters.read(runbook, given, directory, masker, vault, diagnostics);
    Host host = host();
    Inventory inventory =
        new Inventory(Map.of(host.name(), host), Map.of("all", List.of(host.name())));
    Scopes scopes = new Scopes(runbook, inventory, values, masker, vault);
    for (Play play : runbook.plays()) {
      Map<String, Scope.Later> results = new HashMap<>();
      for (TaskSpec task : play.tasks().stream().flatMap(TaskNode::tasks).toList()) {
        Kinds.Registered<?> kind = TestingKinds.ALL.find(task.kind()).orElseThrow();
        Scope scope = scopes.of(play, List.of(host), task, host, results);
        kind.bind(task.arguments(), scope, diagnostics);
        task.keywords().when().forEach(when -> Conditions.check(when, scope, diagnostics));
        task.keywords()
            .register()
            .ifPresent(name -> results.put(name, new Scope.Later(Shapes.ofResult(kind.result()))));
      }
    }
  }

  private static Host host() {
    Source source = new Source("inventory.ini", "node1 rack=r1");
    Variable rack =
        new Variable(
            "rack", new ScalarNode("r1", true, "", new Span(source, 1, 12, 2)), "host node1");
    return new Host("node1", List.of("all"), Map.of("rack", rack));
  }
}
