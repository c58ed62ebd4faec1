package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.testing.Golden;
import dev.drover.time.SteppedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the console says, and when. */
class RunConsoleTest {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final String STEP = "upgrade/start[bb1]";

  private final StringBuilder told = new StringBuilder();
  private final SteppedTime time = new SteppedTime(START);
  private final RunConsole console =
      new RunConsole(
          new ConsoleNames(
              Map.of(STEP, new ConsoleNames.Named("bb1", "start")),
              Map.of("upgrade", "Upgrade each node"),
              Set.of("upgrade")),
          "20261121-030000",
          line -> told.append(line).append('\n'),
          Style.PLAIN,
          ZoneOffset.UTC,
          time);

  @Test
  void eachEntryIsToldInItsWords() throws Exception {
    Journal.read(Path.of("src/test/resources/journal/v1/every-entry.journal")).forEach(console);
    Golden.check(Path.of("src/test/resources/report/console-every-entry.txt"), told.toString());
  }

  @Test
  void whatTakesLongIsShownToBeAlive() throws Exception {
    console.accept(new Entry.StepBegan(START, STEP, 1, Map.of()));
    passes(12);
    console.accept(ended());
    console.accept(new Entry.SoakBegan(time.now(), "upgrade", time.now().plusSeconds(70)));
    passes(40);
    console.accept(new Entry.SoakEnded(time.now(), "upgrade", List.of("bb1"), Map.of()));
    passes(40);
    Golden.check(Path.of("src/test/resources/report/console-alive.txt"), told.toString());
  }

  @Test
  void whatADeadControllerHadInWorkIsNotShownToBeAlive() throws Exception {
    console.accept(new Entry.StepBegan(START, STEP, 1, Map.of()));
    time.sleep(Duration.ofMinutes(1));
    console.accept(new Entry.RunResumed(time.now(), "anna@ops"));
    passes(10);
    assertThat(told.toString())
        .isEqualTo(
            """
            03:00:00  cut off: its controller ended without saying so
            03:01:00  resumed by anna@ops
            """);
  }

  @Test
  void aStepThatFailedWhileOthersAreInWorkCanRunAgain() throws Exception {
    console.accept(new Entry.StepBegan(START, "upgrade/start[bb2]", 1, Map.of()));
    console.accept(
        new Entry.StepEnded(
            START, STEP, Entry.Ending.FAILED, false, "no", Map.of(), false, List.of(), ""));
    passes(2);
    assertThat(told.toString())
        .endsWith("can run again now: drover retry 20261121-030000 'upgrade/start[bb1]'\n");
  }

  private Entry ended() {
    return new Entry.StepEnded(
        time.now(), STEP, Entry.Ending.DONE, true, "it is up", Map.of(), false, List.of(), "");
  }

  private void passes(int seconds) throws InterruptedException {
    for (int i = 0; i < seconds; i++) {
      time.sleep(Duration.ofSeconds(1));
      console.tick();
    }
  }
}
