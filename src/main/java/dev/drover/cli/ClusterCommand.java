package dev.drover.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Test clusters on this machine, for trying a runbook before production. */
@Command(
    name = "cluster",
    description =
        "Test clusters on this machine: the bundled server, SSH servers, a balancer, an inventory.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nExample:",
      "  drover cluster up --nodes 3",
      "  drover cluster fault bb2 stuck-starting on",
      "  drover cluster down"
    })
final class ClusterCommand implements Runnable {

  private final Terminal terminal;
  private final CommandLine line;

  private ClusterCommand(Terminal terminal) {
    this.terminal = terminal;
    this.line = new CommandLine(this);
  }

  /** The command with its own commands. */
  static CommandLine of(Terminal terminal) {
    ClusterCommand command = new ClusterCommand(terminal);
    command.line.addSubcommand(new ClusterUpCommand(terminal));
    command.line.addSubcommand(new ClusterStatusCommand(terminal));
    command.line.addSubcommand(new ClusterFaultCommand(terminal));
    command.line.addSubcommand(new ClusterDownCommand(terminal));
    return command.line;
  }

  @Override
  public void run() {
    line.usage(terminal.out());
  }
}
