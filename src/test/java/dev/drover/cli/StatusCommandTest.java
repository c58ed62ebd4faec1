package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.report.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  @TempDir Path directory;

  @Test
  void watchesUntilNobodyWorksOnTheRun() throws Exception {
    Journal journal = Journal.create(directory.resolve("journal"));
    journal.append(
        new Entry.RunBegan(
            START,
            "20261121-030000",
            "up",
            "1",
            "ops@bastion",
            new Request("", List.of(), List.of(), List.of(), 0),
            Map.of(),
            List.of()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream watched =
        new PrintStream(out, true, StandardCharsets.UTF_8) {
          @Override
          public void print(String text) {
            super.print(text);
            if (text.contains("going on")) {
              end(journal);
            }
          }
        };
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]), watched, System.err, Style.PLAIN, false);

    assertThat(App.run(terminal, "status", directory.toString(), "--watch")).isZero();
    assertThat(
            out.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll("[:;].*", "")))
        .containsExactly(
            "Run 20261121-030000",
            "  going on",
            "",
            "Nothing is open.",
            "  next",
            "",
            "Run 20261121-030000",
            "  no controller works on it",
            "",
            "Nothing is left open.");
  }

  private static void end(Journal journal) {
    journal.append(new Entry.RunEnded(START, Entry.Verdict.FINISHED, "all steps are done"));
    try {
      journal.close();
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
