package dev.drover.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What an inventory says, and whether its hosts can be reached. */
@Command(
    name = "inventory",
    description = "Shows what an inventory says, and whether its hosts can be reached.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nExamples:",
      "  drover inventory list -i inventories/example",
      "  drover inventory list -i inventories/example --format names --limit 'bitbucket:!bb1'",
      "  drover inventory graph -i inventories/example",
      "  drover inventory host bb1 -i inventories/example",
      "  drover inventory ping -i inventories/example"
    })
final class InventoryCommand implements Runnable {

  private final Terminal terminal;
  private final CommandLine line;

  private InventoryCommand(Terminal terminal) {
    this.terminal = terminal;
    this.line = new CommandLine(this);
  }

  /** The command with its own commands. */
  static CommandLine of(Terminal terminal) {
    InventoryCommand command = new InventoryCommand(terminal);
    command.line.addSubcommand(new InventoryListCommand(terminal));
    command.line.addSubcommand(new InventoryGraphCommand(terminal));
    command.line.addSubcommand(new InventoryHostCommand(terminal));
    command.line.addSubcommand(new InventoryPingCommand(terminal));
    return command.line;
  }

  @Override
  public void run() {
    line.usage(terminal.out());
  }
}
