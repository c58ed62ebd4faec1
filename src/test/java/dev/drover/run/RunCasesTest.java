package dev.drover.run;

import dev.drover.diag.Source;
import dev.drover.testing.Golden;
import dev.drover.yaml.Node.MapNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One runbook per file, with all that comes of it: its mistakes, or its plan and its run. */
class RunCasesTest {

  private static final Path CASES = Path.of("src/test/resources/runs");

  @TempDir Path directory;

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void runs(Path file) throws Exception {
    Source source = new Source(file.toString(), Files.readString(file));
    MapNode written = RunCase.read(source);
    String shown = new RunCase(written, directory).text();
    Golden.check(Path.of(file.toString().replaceFirst("\\.yml$", ".out")), shown);
  }
}
