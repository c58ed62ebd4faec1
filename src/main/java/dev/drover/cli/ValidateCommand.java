package dev.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a runbook against an inventory without connecting to anything. */
@Command(
    name = "validate",
    description = "Checks runbook, inventory and parameters for every host; connects to nothing.",
    footer = {
      "%nExample:",
      "  drover validate runbooks/bitbucket-rolling-upgrade.yml -i inventories/example \\",
      "      -e to_version=7.9.4 -e archive=atlassian-bitbucket-7.9.4.tar.gz"
    })
final class ValidateCommand implements Callable<Integer> {

  @Mixin private RunbookOptions options = new RunbookOptions();

  private final Terminal terminal;

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Compiled compiled = Compiled.of(Requests.of(options), options.vault.vault(terminal), terminal);
    terminal.line(
        "OK: "
            + compiled.plan().runbook().name()
            + " "
            + compiled.plan().runbook().version()
            + ", "
            + compiled.plan().hosts().size()
            + " hosts, "
            + compiled.plan().steps().size()
            + " steps.");
    return ExitCode.OK.code();
  }
}
