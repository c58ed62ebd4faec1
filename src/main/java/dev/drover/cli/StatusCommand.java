package dev.drover.cli;

import dev.drover.report.StatusText;
import dev.drover.report.StatusView;
import dev.drover.time.SystemTime;
import java.time.Duration;
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
      "  drover status --watch",
      "  drover status 20261121-030000 --json",
      "  drover status last || drover recover last"
    })
final class StatusCommand implements Callable<Integer> {

  private static final Duration PACE = Duration.ofSeconds(1);

  /** Leads to the upper left corner of the screen, and leaves nothing behind it. */
  private static final String HOME = "\u001b[H\u001b[J";

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      defaultValue = "last",
      description =
          "The run's id, the end of it, `last` (used if none is named), or the directory of a run.")
  private String words = "last";

  @Option(
      names = {"-w", "--watch"},
      description =
          "Shows it again and again, until no controller works on the run: refreshed on a terminal,"
              + " else below each other whenever it has changed.")
  private boolean watch;

  @Option(names = "--json", description = "Prints the status as JSON.")
  private boolean json;

  private final Terminal terminal;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    KeptRun run = KeptRun.of(words, terminal);
    StatusView status = run.status();
    show(status);
    while (watch && status.process().isPresent()) {
      SystemTime.SYSTEM.sleep(PACE);
      StatusView before = status;
      status = run.status();
      if (refreshes()) {
        terminal.print(HOME);
        show(status);
      } else if (!status.equals(before)) {
        terminal.line("");
        show(status);
      }
    }
    return (status.isLeftOpen() ? ExitCode.OPEN : ExitCode.OK).code();
  }

  private boolean refreshes() {
    return terminal.watched() && !json;
  }

  private void show(StatusView status) {
    if (json) {
      terminal.json(status);
    } else {
      terminal.print(
          StatusText.of(status, terminal.style(), terminal.zone(), SystemTime.SYSTEM.now()));
    }
  }
}
