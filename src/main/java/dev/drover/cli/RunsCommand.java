package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.Runs;
import dev.drover.report.RunView;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the runs of this machine. */
@Command(name = "runs", description = "Lists the runs of this machine, the newest first.")
final class RunsCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Prints the list as JSON.")
  private boolean json;

  private final Terminal terminal;

  RunsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Runs runs = Places.runs();
    List<RunView> views = new ArrayList<>();
    for (String run : runs.all().reversed()) {
      try {
        views.add(view(runs, run));
      } catch (JournalException e) {
        terminal.tell(run + ": " + e.getMessage());
      }
    }
    if (json) {
      terminal.json(views);
    } else if (views.isEmpty()) {
      terminal.line("There is no run yet.");
    } else {
      views.forEach(this::line);
    }
    return ExitCode.OK.code();
  }

  /** Who writes the journal is asked first, so that no end is missed. */
  private static RunView view(Runs runs, String run) throws IOException, JournalException {
    boolean running = Journal.writer(runs.journal(run)).isPresent();
    List<Entry> entries = Journal.read(runs.journal(run));
    return RunView.of(run, entries, Optional.empty(), running).brief();
  }

  private void line(RunView run) {
    DateTimeFormatter time =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(terminal.zone());
    terminal.line(
        "%-18s %s  %-9s %s %s%s"
            .formatted(
                run.run(),
                time.format(run.began()),
                run.standing(),
                run.runbook(),
                run.version(),
                left(run)));
  }

  private static String left(RunView run) {
    List<String> left = new ArrayList<>();
    if (!run.open().isEmpty()) {
      left.add(run.open().size() + (run.verdict().equals("running") ? " open" : " left open"));
    }
    if (!run.inDoubt().isEmpty()) {
      left.add(run.inDoubt().size() + " in doubt");
    }
    return left.isEmpty() ? "" : "  (" + String.join(", ", left) + ")";
  }
}
