package dev.drover.journal;

import dev.drover.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Journals as versions of Drover wrote them are read for ever; what is read lies beside each. */
class RecordedJournalsTest {

  private static final Path RECORDED = Path.of("src/test/resources/journal/v1");

  static Stream<Path> journals() throws IOException {
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files.filter(file -> file.toString().endsWith(".journal")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("journals")
  void isReadAsEver(Path file) throws Exception {
    List<Entry> entries = Journal.read(file);
    List<String> lines = new ArrayList<>(entries.stream().map(Entry::toString).toList());
    RunState state = RunState.of(entries);
    state.open().forEach(open -> lines.add("open: " + open.bracket()));
    state.endedSteps().forEach(step -> lines.add("ended: " + step.step()));
    Golden.check(
        Path.of(file.toString().replaceFirst("\\.journal$", ".out")),
        String.join("\n", lines) + "\n");
  }
}
