package dev.drover.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case file of every kind: what its task plans, issues, changes and answers is exactly what
 * its {@code .out} file says. The format is in {@code src/test/resources/tasks/README.md}.
 */
class TaskCasesTest {
  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> cases() {
    return Case.files().stream()
        .map(file -> DynamicTest.dynamicTest(Case.title(file), file.toUri(), () -> check(file)));
  }

  private void check(Path file) throws Exception {
    Path local = Files.createTempDirectory(temporary, "local");
    Path journals = Files.createTempDirectory(temporary, "journals");
    Case read = Case.read(file, local);
    CaseRun.Seen seen = CaseRun.see(read, journals);
    assertThat(seen.undeclared()).as("done, but not among the needs of the kind").isEmpty();
    String text = CaseRun.text(seen, read);
    Golden.check(Path.of(file.toString().replaceFirst("\\.yml$", ".out")), text);
  }
}
