package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.load.HostList;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Limit;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which inventory a command is about. */
final class InventoryOptions {

  @Option(
      names = {"-i", "--inventory"},
      required = true,
      paramLabel = "INVENTORY",
      description =
          "Inventory file, directory, program, or hosts with commas (`a,b,`); may be given several"
              + " times, later ones win.")
  private List<Path> inventories = new ArrayList<>();

  @Option(
      names = "--runbook",
      paramLabel = "RUNBOOK",
      description = "A runbook, whose group_vars and host_vars count too.")
  private Optional<Path> runbook = Optional.empty();

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Mixin private VaultOptions vaults = new VaultOptions();

  /** The hosts that a pattern selects from an inventory. */
  record Selected(Inventory inventory, List<Host> hosts, Vault vault) {}

  /** Loads; ends the command with all mistakes printed if there are any. */
  Selected load(Optional<String> limit, Terminal terminal) {
    Diagnostics diagnostics = new Diagnostics();
    Vault vault = vaults.vault(terminal);
    Inventory inventory =
        InventoryLoader.load(
            HostList.normalized(inventories),
            runbook.map(Path::toAbsolutePath).map(Path::getParent),
            vault,
            PluginOptions.plugins(plugins.directories(), runbook.orElse(Path.of("runbook.yml"))),
            diagnostics);
    List<Host> hosts =
        limit
            .map(pattern -> Limit.select(pattern, Path.of(""), inventory, diagnostics))
            .orElseGet(() -> List.copyOf(inventory.hosts().values()));
    terminal.tell(diagnostics, new Masker());
    if (diagnostics.hasErrors()) {
      throw new EndException(ExitCode.MISTAKES, "the inventory has mistakes.", "");
    }
    return new Selected(inventory, hosts, vault);
  }
}
