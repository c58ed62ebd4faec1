package dev.drover.cli;

import dev.drover.report.RunText;
import dev.drover.report.RunView;
import dev.drover.report.StepLines;
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

  @Parameters(
      paramLabel = "RUN",
      description = "The run's id, the end of it, `last`, or the directory of a run.")
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
    KeptRun run = KeptRun.of(words, terminal);
    RunView view = run.view();
    if (json) {
      terminal.json(view);
      return ExitCode.OK.code();
    }
    if (steps) {
      StepLines.of(run.entries(), terminal.zone()).forEach(terminal::line);
      terminal.line("");
    }
    terminal.print(RunText.of(view, terminal.style(), terminal.zone()));
    if (!view.plan().isEmpty()) {
      terminal.line("  plan: " + run.directory().resolve("run.plan") + ", SHA-256 " + view.plan());
    }
    return ExitCode.OK.code();
  }
}
