package dev.drover.cli;

import dev.drover.report.GraphText;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanFile;
import dev.drover.review.PlanFileException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the execution graph of a runbook or of a plan. */
@Command(
    name = "graph",
    description = {
      "Prints the execution graph: plays, and in them the steps of each host with what they wait for.",
      "Of a runbook it connects to nothing; a plan knows what each step would change."
    },
    footer = {
      "%nExamples:",
      "  drover graph runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz",
      "  drover graph change.plan --format svg > change.svg"
    })
final class GraphCommand implements Callable<Integer> {

  /** How a graph is printed. */
  enum Format {
    TEXT,
    DOT,
    MERMAID,
    SVG
  }

  @Mixin private RunbookOptions options = new RunbookOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, dot (Graphviz), mermaid (drawn by code hosts) or svg (a drawing for people, with a"
              + " lane for each host).")
  private Format format = Format.TEXT;

  private final Terminal terminal;

  GraphCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, PlanFileException {
    boolean kept = PlanFile.isOne(options.runbook);
    if (kept) {
      options.refuseAll();
    }
    PlanDocument plan =
        kept
            ? PlanFile.read(options.runbook).document()
            : Look.offline(
                    Compiled.of(
                        Requests.of(options), options.vault.vault(terminal), false, terminal))
                .document();
    terminal.print(
        switch (format) {
          case TEXT -> GraphText.text(plan, terminal.style());
          case DOT -> GraphText.dot(plan);
          case MERMAID -> GraphText.mermaid(plan);
          case SVG -> GraphText.svg(plan);
        });
    return ExitCode.OK.code();
  }
}
