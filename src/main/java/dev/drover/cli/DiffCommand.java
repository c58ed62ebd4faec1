package dev.drover.cli;

import dev.drover.report.DiffMarkdown;
import dev.drover.report.DiffText;
import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two plans. */
@Command(
    name = "diff",
    description = "Compares two plans; connects to nothing.",
    footer = {
      "%nEnds with 0 if the plans are the same, and with 1 if they differ.",
      "%nSigns:",
      "  + only in the second plan   - only in the first   ~ in both, but not the same",
      "  HOST stands for each of the hosts that differ in the same way",
      "%nExamples:",
      "  drover diff signed.plan new.plan",
      "  drover diff signed.plan new.plan --format markdown > difference.md",
      "  drover diff signed.plan new.plan --pinned        only what makes the first one stale"
    })
final class DiffCommand implements Callable<Integer> {

  private enum Format {
    TEXT,
    MARKDOWN,
    JSON
  }

  @Parameters(index = "0", paramLabel = "PLAN", description = "The file of a plan.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "OTHER", description = "The file of another plan.")
  private Path after = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, markdown or json; text if left out.")
  private Format format = Format.TEXT;

  @Option(names = "--json", description = "Prints the difference as JSON, as `--format json` does.")
  private boolean json;

  @Option(
      names = "--pinned",
      description =
          "Leaves out what may differ when a plan is run: live facts such as load, and forecasts.")
  private boolean pinned;

  private final Terminal terminal;

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, PlanFileException {
    PlanDiff whole = PlanDiff.of(read(before), read(after));
    PlanDiff diff = pinned ? whole.pinned() : whole;
    switch (json ? Format.JSON : format) {
      case TEXT ->
          terminal.print(DiffText.of(diff, before.toString(), after.toString(), terminal.style()));
      case MARKDOWN -> terminal.print(DiffMarkdown.of(diff, before.toString(), after.toString()));
      case JSON -> terminal.json(diff);
    }
    return diff.isEmpty() ? ExitCode.OK.code() : ExitCode.DIFFERENT.code();
  }

  private static PlanDocument read(Path file) throws IOException, PlanFileException {
    if (!Files.isRegularFile(file)) {
      throw new EndException(
          ExitCode.USAGE,
          "there is no file `" + file + "`",
          "make a plan with `drover plan RUNBOOK -i INVENTORY -o FILE`");
    }
    return PlanFile.read(file).document();
  }
}
