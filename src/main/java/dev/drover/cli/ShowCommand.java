package dev.drover.cli;

import dev.drover.journal.Entry;
import dev.drover.report.RunText;
import dev.drover.report.RunView;
import dev.drover.report.StepLines;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a run from its journal. */
@Command(
    name = "show",
    description = "Shows a run: what became of each host, what failed, what is left open.",
    footer = {
      "%nExamples:",
      "  drover show last --steps",
      "  drover show last --follow           while it goes on, in another terminal",
      "  drover show last --follow --json    each entry of its journal as a line of JSON"
    })
final class ShowCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN",
      description = "The run's id, the end of it, `last`, or the directory of a run.")
  private String words = "";

  @Option(names = "--steps", description = "Shows every step too.")
  private boolean steps;

  @Option(
      names = {"-f", "--follow"},
      description =
          "Tells the run as its own console does, until it has ended; ends with its exit code.")
  private boolean follow;

  @Option(
      names = "--json",
      description = "Prints the run as JSON; with --follow, each entry of its journal as a line.")
  private boolean json;

  private final Terminal terminal;

  ShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    KeptRun run = KeptRun.of(words, terminal);
    return (follow ? follow(run) : show(run)).code();
  }

  private ExitCode follow(KeptRun run) throws Exception {
    Optional<Entry.RunEnded> end = new Following(run, json, terminal).toItsEnd();
    if (!json) {
      terminal.line("");
      terminal.print(
          RunText.of(
              KeptRun.of(run.directory() + "/", terminal).view(),
              terminal.style(),
              terminal.zone()));
    }
    return end.map(Entry.RunEnded::verdict).map(ExitCode::of).orElse(ExitCode.UNHEARD);
  }

  private ExitCode show(KeptRun run) throws IOException {
    RunView view = run.view();
    if (json) {
      terminal.json(view);
      return ExitCode.OK;
    }
    if (steps) {
      StepLines.of(run.entries(), terminal.zone()).forEach(terminal::line);
      terminal.line("");
    }
    terminal.print(RunText.of(view, terminal.style(), terminal.zone()));
    if (!view.plan().isEmpty()) {
      terminal.line("  plan: " + run.directory().resolve("run.plan") + ", SHA-256 " + view.plan());
    }
    return ExitCode.OK;
  }
}
