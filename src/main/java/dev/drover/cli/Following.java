package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.JournalTail;
import dev.drover.journal.RunState;
import dev.drover.report.ConsoleNames;
import dev.drover.report.RunConsole;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells a run from its journal as its own console does, from its beginning until it ends. */
final class Following {

  private static final Duration PACE = Duration.ofMillis(250);

  private final KeptRun run;
  private final boolean json;
  private final Terminal terminal;

  Following(KeptRun run, boolean json, Terminal terminal) {
    this.run = run;
    this.json = json;
    this.terminal = terminal;
  }

  /** Follows the run; answers how it ended, or nothing if it was cut off. */
  Optional<Entry.RunEnded> toItsEnd() throws IOException, JournalException, InterruptedException {
    Path journal = run.directory().resolve("journal");
    JournalTail tail = new JournalTail(journal);
    RunConsole console =
        new RunConsole(
            names(),
            run.name(),
            terminal::line,
            terminal.style(),
            terminal.zone(),
            SystemTime.SYSTEM);
    Consumer<Entry> teller = json ? entry -> terminal.line(Journal.json(entry)) : console;
    RunState state = new RunState();
    Instant last = Instant.EPOCH;
    while (true) {
      boolean written =
          Journal.writer(journal).isPresent(); // before the last look at what is there
      List<Entry> more = tail.next();
      for (Entry entry : more) {
        state.apply(entry);
        last = entry.at();
        teller.accept(entry);
      }
      if (state.end().isPresent() || !written) {
        return state.end();
      }
      if (!json && !last.isBefore(Journal.writerSince(journal))) {
        console.tick();
      }
      SystemTime.SYSTEM.sleep(PACE);
    }
  }

  private ConsoleNames names() {
    return run.plan()
        .map(ConsoleNames::of)
        .or(() -> RunState.of(run.entries()).began().map(ConsoleNames::of))
        .orElseGet(
            () -> new ConsoleNames(java.util.Map.of(), java.util.Map.of(), java.util.Set.of()));
  }
}
