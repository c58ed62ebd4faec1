package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.journal.Request;
import dev.drover.secret.Vault;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slips of the keyboard in what ships: each is told, once, at the line where it was made. */
class SeededMistakesTest {

  @TempDir Path directory;

  @BeforeEach
  void copy() throws IOException {
    SeededMistake.copyShipped(directory);
  }

  @Test
  void eachIsToldAtItsLine() throws IOException {
    StringBuilder told = new StringBuilder();
    for (String line : Files.readAllLines(SeededMistake.SEEDS)) {
      Optional<SeededMistake> seed = SeededMistake.of(line);
      told.append(seed.isPresent() ? seed.get().listed(told(seed.get())) : line).append('\n');
    }
    Golden.check(SeededMistake.SEEDS, told.toString());
    List<SeededMistake> seeds =
        told.toString().lines().flatMap(line -> SeededMistake.of(line).stream()).toList();
    assertThat(seeds).hasSizeGreaterThan(100);
    assertThat(seeds)
        .allSatisfy(seed ->
            assertThat(seed.told()).as(seed.toString()).contains(" at " + seed.line() + ":"));
  }

  private String told(SeededMistake seed) throws IOException {
    Path file = directory.resolve(seed.file());
    Files.writeString(file, seed.text());
    Request request =
        new Request(
            directory.resolve(seed.runbook()).toString(),
            List.of(directory.resolve(seed.inventory()).toString()),
            seed.given(directory),
            List.of(),
            0);
    Predicate<Diagnostic> error = one -> one.severity() == Severity.ERROR;
    String told =
        Checking.of(request, Vault.locked(), BuiltIn.kinds()).found().stream()
            .filter(error)
            .map(one -> text(one, seed.file()))
            .collect(Collectors.joining(", "));
    Files.writeString(file, Files.readString(Path.of(seed.file())));
    return told;
  }

  private String text(Diagnostic one, String changed) {
    String file = one.span().source().name().replace(directory + "/", "");
    return "%s at %d:%d%s"
        .formatted(
            one.code(),
            one.span().line(),
            one.span().column(),
            file.equals(changed) ? "" : " of " + file);
  }
}
