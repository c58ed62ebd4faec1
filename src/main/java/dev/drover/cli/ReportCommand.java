package dev.drover.cli;

import dev.drover.report.RunJunit;
import dev.drover.report.RunMarkdown;
import dev.drover.report.RunPage;
import dev.drover.report.RunView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a report of a run. */
@Command(
    name = "report",
    description = {
      "Makes a report of a run: who, when, what each host went through, the capacity that was held"
          + " against what the plan promised, what failed and what is open.",
      "It is made from the run's journal and plan alone, while the run goes on or years later."
    },
    footer = {
      "%nExamples:",
      "  drover report last > run.html",
      "  drover report 20261121-030000 --format junit -o target/run.xml",
      "  drover report /tmp/copied/20261121-030000 --format markdown"
    })
final class ReportCommand implements Callable<Integer> {

  /** What a report is written as. */
  enum Format {
    HTML,
    MARKDOWN,
    JUNIT,
    JSON
  }

  @Parameters(
      paramLabel = "RUN",
      description = "The run's id, the end of it, `last`, or the directory of a run.")
  private String words = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "html (one page that needs nothing else; used if none is named), markdown (for a ticket),"
              + " junit (a suite for each host of a play, for whatever shows results of tests) or"
              + " json (its form: docs/run-format.md).")
  private Format format = Format.HTML;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes to FILE in place of standard output.")
  private Optional<Path> output = Optional.empty();

  private final Terminal terminal;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    RunView view = KeptRun.of(words, terminal).view();
    String text =
        switch (format) {
          case HTML -> RunPage.of(view, terminal.zone());
          case MARKDOWN -> RunMarkdown.of(view, terminal.zone());
          case JUNIT -> RunJunit.of(view);
          case JSON -> Terminal.asJson(view) + "\n";
        };
    if (output.isPresent()) {
      Files.writeString(output.get(), text);
      terminal.tell("wrote " + output.get());
    } else {
      terminal.print(text);
    }
    return ExitCode.OK.code();
  }
}
