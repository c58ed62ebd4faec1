package dev.drover.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The leases of clusters: who works on them now. */
@Command(
    name = "lock",
    description = "Who works on a cluster now: a run holds the lease of every cluster it changes.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nExamples:",
      "  drover lock show -i inventories/example",
      "  drover lock wait -i inventories/example bitbucket",
      "  drover lock break -i inventories/example --reason \"its laptop is gone\""
    })
final class LockCommand implements Runnable {

  private final Terminal terminal;
  private final CommandLine line;

  private LockCommand(Terminal terminal) {
    this.terminal = terminal;
    this.line = new CommandLine(this);
  }

  /** The command with its own commands. */
  static CommandLine of(Terminal terminal) {
    LockCommand command = new LockCommand(terminal);
    command.line.addSubcommand(new LockShowCommand(terminal));
    command.line.addSubcommand(new LockWaitCommand(terminal));
    command.line.addSubcommand(new LockBreakCommand(terminal));
    return command.line;
  }

  @Override
  public void run() {
    line.usage(terminal.out());
  }
}
