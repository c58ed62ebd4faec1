package dev.drover.run;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Value;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Parameters;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Inventory;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.plan.Inventoried;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.secret.Masker;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import dev.drover.tasks.ShippedWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A runbook that ships, compiled for an inventory that ships.
 *
 * @param scopes what its steps may use
 * @param plan empty if something is wrong
 * @param diagnostics everything that was said of the two, warnings too
 */
public record Shipped(Scopes scopes, Optional<Plan> plan, List<Diagnostic> diagnostics) {

  /** What an upgrade is given, with an archive that is made in a directory. */
  static Map<String, String> upgradeTo794(Path directory) throws IOException {
    Path archive = directory.resolve("atlassian-bitbucket-7.9.4.tar.gz");
    Files.write(archive, ShippedWorld.archive("7.9.4"));
    return new TreeMap<>(Map.of("to_version", "7.9.4", "archive", archive.toString()));
  }

  /** Compiles as the command line does; of {@code parameters} it gives those that there are. */
  public static Shipped compile(Path file, Path inventoryPath, Map<String, String> parameters) {
    Diagnostics diagnostics = new Diagnostics();
    Masker masker = new Masker();
    Kinds kinds = BuiltIn.kinds();
    Runbook runbook =
        RunbookLoader.load(file, kinds, diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
    Inventory inventory = InventoryLoader.load(List.of(inventoryPath), diagnostics);
    List<String> given =
        parameters.entrySet().stream()
            .filter(parameter -> runbook.params().containsKey(parameter.getKey()))
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .toList();
    Map<String, Value> values =
        Parameters.read(runbook, given, Path.of("").toAbsolutePath(), masker, diagnostics);
    Scopes scopes = new Scopes(runbook, inventory, values, masker);
    Inventoried inventoried = new Inventoried(scopes);
    inventory.hosts().values().forEach(host -> inventoried.target(host, diagnostics));
    Optional<Plan> plan = Planner.compile(scopes, kinds, 0, diagnostics);
    return new Shipped(scopes, plan, diagnostics.sorted());
  }
}
