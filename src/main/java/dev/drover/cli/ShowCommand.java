package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.Runs;
import dev.drover.report.RunText;
import dev.drover.report.RunView;
import dev.drover.report.StepLines;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a run from its journal. */
@Command(
    name = "show",
    description = "Shows a run: what became of each host, what failed, what is left open.",
    footer = {"%nExample:", "  drover show last --steps"})
final class ShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "The run's id, the end of it, or `last`.")
  private String words = "";

  @Option(names = "--steps", description = "Shows every step too.")
  private boolean steps;

  @Option(names = "--json", description = "Prints the run as JSON.")
  private boolean json;

  private final Terminal terminal;

  ShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Runs runs = Places.runs();
    String run = runs.find(words);
    List<Entry> entries = Journal.read(runs.journal(run));
    RunView view = RunView.of(run, entries);
    if (json) {
      terminal.json(view);
      return ExitCode.OK.code();
    }
    if (steps) {
      StepLines.of(entries, terminal.zone()).forEach(terminal::line);
      terminal.line("");
    }
    terminal.print(RunText.of(view, terminal.style(), terminal.zone()));
    if (!view.plan().isEmpty()) {
      terminal.line("  plan: " + runs.plan(run) + ", SHA-256 " + view.plan());
    }
    return ExitCode.OK.code();
  }
}
