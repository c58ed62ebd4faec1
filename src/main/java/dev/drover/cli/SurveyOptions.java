package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.load.Limit;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An inventory to look at, with the values that it uses; a runbook may be named besides. */
final class SurveyOptions {

  @Option(
      names = {"-i", "--inventory"},
      required = true,
      paramLabel = "INVENTORY",
      description = "Inventory file or directory; may be given several times.")
  List<Path> inventories = new ArrayList<>();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "NAME=VALUE|@FILE",
      description =
          "A parameter of the runbook or a value that the inventory uses, or a YAML file of several;"
              + " may be given several times.")
  List<String> parameters = new ArrayList<>();

  @Mixin PluginOptions plugins = new PluginOptions();
  @Mixin private VaultOptions vaults = new VaultOptions();

  Vault vault(Terminal terminal) {
    return vaults.vault(terminal);
  }

  /** What plugins add for a runbook; for one of the current directory if none is named. */
  Extensions extensions(Optional<Path> runbook) {
    return PluginOptions.plugins(plugins.directories(), runbook.orElse(Path.of("runbook.yml")));
  }

  /** What names mean without any runbook; ends the command if the inventory has mistakes. */
  Scopes scopes(Extensions extensions, Terminal terminal) {
    return Survey.of(inventories, parameters, vault(terminal), extensions, terminal);
  }

  /** Those of some hosts that a pattern means, in their order; all if there is none. */
  static List<Host> limited(
      Optional<String> pattern, List<Host> hosts, Scopes scopes, Terminal terminal) {
    if (pattern.isEmpty()) {
      return hosts;
    }
    Diagnostics diagnostics = new Diagnostics();
    List<Host> wanted = Limit.select(pattern.get(), Path.of(""), scopes.inventory(), diagnostics);
    terminal.tell(diagnostics, new Masker());
    if (diagnostics.hasErrors()) {
      throw new EndException(
          ExitCode.MISTAKES, "there are no such hosts; nothing was connected to.", "");
    }
    return hosts.stream().filter(wanted::contains).toList();
  }
}
