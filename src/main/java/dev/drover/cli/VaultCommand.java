package dev.drover.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Files and values encrypted as Ansible Vault encrypts them. */
@Command(
    name = "vault",
    description = {
      "Files and values encrypted as Ansible Vault encrypts them, in its formats 1.1 and 1.2.",
      "What one of the two has encrypted, the other one reads."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "%nExamples:",
      "  drover vault encrypt --vault-id prod@prompt group_vars/all/vault.yml",
      "  drover vault edit --vault-id prod@prompt group_vars/all/vault.yml",
      "  drover run runbook.yml -i inventory --vault-id prod@prompt"
    })
final class VaultCommand implements Runnable {

  private final Terminal terminal;
  private final CommandLine line;

  private VaultCommand(Terminal terminal) {
    this.terminal = terminal;
    this.line = new CommandLine(this);
  }

  /** The command with its own commands. */
  static CommandLine of(Terminal terminal) {
    VaultCommand command = new VaultCommand(terminal);
    VaultFiles files = new VaultFiles(terminal);
    command.line.addSubcommand(new VaultEncryptCommand(files));
    command.line.addSubcommand(new VaultDecryptCommand(files));
    command.line.addSubcommand(new VaultViewCommand(files));
    command.line.addSubcommand(new VaultEditCommand(files));
    command.line.addSubcommand(new VaultRekeyCommand(files));
    command.line.addSubcommand(new VaultEncryptStringCommand(files));
    return command.line;
  }

  @Override
  public void run() {
    line.usage(terminal.out());
  }
}
