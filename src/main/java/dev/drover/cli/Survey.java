package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Value;
import dev.drover.load.HostList;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Parameters;
import dev.drover.model.Inventory;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.plan.Inventoried;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inventory without any runbook, for commands that only look at it and its hosts. */
final class Survey {

  private Survey() {}

  /**
   * What names mean for its hosts; ends the command with all mistakes printed if there are any.
   *
   * @param given values of {@code -e}; each may be a secret, so none is shown
   */
  static Scopes of(
      List<Path> inventories,
      List<String> given,
      Vault vault,
      Extensions extensions,
      Terminal terminal) {
    Diagnostics diagnostics = new Diagnostics();
    Masker masker = new Masker();
    Inventory inventory =
        InventoryLoader.load(
            HostList.normalized(inventories), Optional.empty(), vault, extensions, diagnostics);
    Path here = Path.of("").toAbsolutePath();
    Map<String, Value> values = Parameters.readAny(given, here, masker, vault, diagnostics);
    Scopes scopes = new Scopes(Runbook.none(), inventory, values, masker, vault);
    Inventoried inventoried = new Inventoried(scopes);
    inventory
        .hosts()
        .values()
        .forEach(host -> {
          Diagnostics found = new Diagnostics();
          inventoried.target(host, found);
          diagnostics.addFor(host.name(), found);
        });
    terminal.tell(diagnostics, masker);
    if (diagnostics.hasErrors()) {
      throw new EndException(
          ExitCode.MISTAKES, "the inventory has mistakes; nothing was connected to.", "");
    }
    return scopes;
  }
}
