package dev.drover.cli;

import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.Runs;
import dev.drover.report.RunView;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
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
        views.add(RunView.of(run, Journal.read(runs.journal(run))).brief());
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

  private void line(RunView run) {
    DateTimeFormatter time =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(terminal.zone());
    terminal.line(
        "%-18s %s  %-9s %s %s%s"
            .formatted(
                run.run(),
                time.format(run.began()),
                run.verdict().replace('_', ' '),
                run.runbook(),
                run.version(),
                run.open().isEmpty() ? "" : "  (" + run.open().size() + " left open)"));
  }
}
