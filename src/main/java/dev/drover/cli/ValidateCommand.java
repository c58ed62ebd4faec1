package dev.drover.cli;

import dev.drover.journal.Request;
import dev.drover.plan.Plan;
import dev.drover.report.GithubCommands;
import dev.drover.report.SarifLog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a runbook against an inventory without connecting to anything. */
@Command(
    name = "validate",
    description = "Checks runbook, inventory and parameters for every host; connects to nothing.",
    footer = {
      "%nExample:",
      "  drover validate runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz",
      "%nAll mistakes are told at once; `drover doc CODE` says more about the code of one."
    })
final class ValidateCommand implements Callable<Integer> {

  /** How the mistakes are told. */
  enum Format {
    TEXT,
    JSON,
    SARIF,
    GITHUB
  }

  @Mixin private RunbookOptions options = new RunbookOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text, json, sarif (SARIF 2.1.0, for code hosts and editors) or github (annotations of a"
              + " workflow).")
  private Format format = Format.TEXT;

  @Option(names = "--strict", description = "Warnings fail too.")
  private boolean strict;

  private final Terminal terminal;

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Request request = Requests.of(options);
    Checking checking =
        Checking.of(request, options.vault.vault(terminal), PluginOptions.kinds(request));
    boolean fine = checking.errors() == 0 && (!strict || checking.warnings() == 0);
    switch (format) {
      case TEXT -> text(checking, fine);
      case JSON -> terminal.json(checking.json());
      case SARIF ->
          terminal.json(SarifLog.of(checking.data(), checking.more(), App.Version.text()));
      case GITHUB -> terminal.print(GithubCommands.of(checking.data(), checking.more()));
    }
    return (fine ? ExitCode.OK : ExitCode.MISTAKES).code();
  }

  private void text(Checking checking, boolean fine) {
    checking.tell(terminal);
    if (fine) {
      checking.plan().ifPresent(plan -> terminal.line(summary(plan, checking)));
    } else {
      terminal.tell("drover: " + checking.count() + "; nothing was connected to.");
    }
  }

  private static String summary(Plan plan, Checking checking) {
    return "OK: %s %s, %d hosts, %d steps%s."
        .formatted(
            plan.runbook().name(),
            plan.runbook().version(),
            plan.hosts().size(),
            plan.steps().size(),
            checking.warnings() == 0 ? "" : "; " + checking.count());
  }
}
