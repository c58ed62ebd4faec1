package dev.drover.cli;

import dev.drover.report.StatusText;
import dev.drover.report.StatusView;
import dev.drover.time.SystemTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how a run stands at this moment. */
@Command(
    name = "status",
    description = {
      "Tells how a run stands: whether a controller works on it, what is in work or in doubt, who is"
          + " out of service, what is open, whose it is, why, and the command to type next.",
      "Reads the run's journal only, and connects to nothing."
    },
    footer = {
      "%nEnds with 0 if a controller works on the run, or nothing is open; with 32 if something is"
          + " open and nobody works on it.",
      "%nExamples:",
      "  drover status",
      "  drover status 20261121-030000 --json",
      "  drover status last || drover recover last"
    })
final class StatusCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      defaultValue = "last",
      description =
          "The run's id, the end of it, `last` (used if none is named), or the directory of a run.")
  private String words = "last";

  @Option(names = "--json", description = "Prints the status as JSON.")
  private boolean json;

  private final Terminal terminal;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    StatusView status = KeptRun.of(words, terminal).status();
    if (json) {
      terminal.json(status);
    } else {
      terminal.print(
          StatusText.of(status, terminal.style(), terminal.zone(), SystemTime.SYSTEM.now()));
    }
    return (status.isLeftOpen() ? ExitCode.OPEN : ExitCode.OK).code();
  }
}
