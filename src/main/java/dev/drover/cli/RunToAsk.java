package dev.drover.cli;

import dev.drover.journal.JournalException;
import java.io.IOException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The run of which an operator asks something, and why. */
final class RunToAsk {

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The run's id, the end of it, `last`, or the directory of a run.")
  private String words = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; written into the journal with who asks.")
  private String reason = "";

  /** Ends the command if no reason is given. */
  void wantReason() {
    if (reason.isBlank()) {
      throw new EndException(
          ExitCode.USAGE,
          "no reason is given",
          "say why, for whoever reads the journal: `--reason \"the disk of bb1 is full\"`");
    }
  }

  OperatorCall call(Terminal terminal) throws IOException, JournalException {
    return new OperatorCall(KeptRun.of(words, terminal), reason.strip());
  }
}
