package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.journal.Entry;
import dev.drover.secret.Vault;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slips of the keyboard in what ships: each is told, once, at the line where it was made. */
class SeededMistakesTest {

  private static final Path SEEDS = Path.of("src/test/resources/load/seeded-mistakes.txt");
  private static final Pattern SEED =
      Pattern.compile("(\\S+):([0-9]+) \\| (.*?) \\| (.*?) \\| ?(.*)");

  @TempDir Path directory;

  @BeforeEach
  void copy() throws IOException {
    for (String shipped : List.of("runbooks", "inventories")) {
      try (Stream<Path> files = Files.walk(Path.of(shipped))) {
        for (Path file : files.sorted().toList()) {
          Files.copy(file, directory.resolve(file));
        }
      }
    }
    Files.writeString(directory.resolve("archive.tar.gz"), "");
  }

  @Test
  void eachIsToldAtItsLine() throws IOException {
    StringBuilder told = new StringBuilder();
    for (String line : Files.readAllLines(SEEDS)) {
      Matcher seed = SEED.matcher(line);
      told.append(seed.matches() ? line(seed) : line).append('\n');
    }
    Golden.check(SEEDS, told.toString());
    List<Matcher> seeds =
        told.toString().lines().map(SEED::matcher).filter(Matcher::matches).toList();
    assertThat(seeds).hasSizeGreaterThan(100);
    assertThat(seeds)
        .allSatisfy(seed ->
            assertThat(seed.group(5)).as(seed.group()).contains(" at " + seed.group(2) + ":"));
  }

  private String line(Matcher seed) throws IOException {
    String file = seed.group(1);
    String shipped = Files.readString(Path.of(file));
    List<String> lines = shipped.lines().collect(Collectors.toList());
    int number = Integer.parseInt(seed.group(2)) - 1;
    String from = seed.group(3);
    assertThat(lines.get(number)).as(seed.group()).contains(from);
    lines.set(
        number,
        lines
            .get(number)
            .replaceFirst(
                Pattern.quote(from), Matcher.quoteReplacement(seed.group(4).replace("\\t", "\t"))));
    Files.writeString(directory.resolve(file), String.join("\n", lines) + "\n");
    String told = told(Path.of(file));
    Files.writeString(directory.resolve(file), shipped);
    return "%s:%s | %s | %s | %s".formatted(file, seed.group(2), from, seed.group(4), told);
  }

  private String told(Path changed) {
    String inventory = changed.startsWith("inventories/demo") ? "demo" : "example";
    String runbook = changed.endsWith("bitbucket-cancel-upgrade.yml") ? "cancel" : "rolling";
    List<String> given =
        runbook.equals("cancel")
            ? List.of()
            : List.of("to_version=7.9.4", "archive=" + directory.resolve("archive.tar.gz"));
    Entry.Request request =
        new Entry.Request(
            directory.resolve("runbooks/bitbucket-" + runbook + "-upgrade.yml").toString(),
            List.of(directory.resolve("inventories/" + inventory).toString()),
            given,
            List.of(),
            0);
    Predicate<Diagnostic> error = one -> one.severity() == Severity.ERROR;
    return Checking.of(request, Vault.locked(), BuiltIn.kinds()).found().stream()
        .filter(error)
        .map(one -> text(one, changed))
        .collect(Collectors.joining(", "));
  }

  private String text(Diagnostic one, Path changed) {
    String file = one.span().source().name().replace(directory + "/", "");
    return "%s at %d:%d%s"
        .formatted(
            one.code(),
            one.span().line(),
            one.span().column(),
            file.equals(changed.toString()) ? "" : " of " + file);
  }
}
