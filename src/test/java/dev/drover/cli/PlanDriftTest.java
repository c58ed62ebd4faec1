package dev.drover.cli;

import dev.drover.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan that no longer fits is refused by name; one that still fits is run. */
class PlanDriftTest {

  static List<Path> stories() throws IOException {
    return DriftCase.all();
  }

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("stories")
  void endsAsTold(Path story) throws IOException {
    Golden.check(story, new DriftCase(directory).play(Files.readString(story)));
  }
}
