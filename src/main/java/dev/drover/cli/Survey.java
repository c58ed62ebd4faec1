package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Value;
import dev.drover.load.HostList;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Parameters;
import dev.drover.model.Inventory;
import dev.drover.model.Param;
import dev.drover.model.Policy;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.plan.Inventoried;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    List<Path> places =
        inventories.stream().map(path -> HostList.isOne(path) ? path : path.normalize()).toList();
    Inventory inventory =
        InventoryLoader.load(places, Optional.empty(), vault, extensions, diagnostics);
    Runbook none = nothing(given);
    Path here = Path.of("").toAbsolutePath();
    Map<String, Value> values = Parameters.read(none, given, here, masker, vault, diagnostics);
    Scopes scopes = new Scopes(none, inventory, values, masker, vault);
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

  /** A runbook that does nothing and takes whatever is given. */
  private static Runbook nothing(List<String> given) {
    Source source = new Source("drover", "");
    Map<String, Param> params = new LinkedHashMap<>();
    for (String text : given) {
      for (String name : names(text)) {
        params.put(
            name,
            new Param(
                name,
                Param.Type.SECRET,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Span.startOf(source)));
      }
    }
    return new Runbook(
        "no runbook",
        1,
        "0",
        Optional.empty(),
        params,
        new Policy(0, Policy.OnFailure.CONTINUE),
        Map.of(),
        List.of(),
        source);
  }

  private static List<String> names(String given) {
    if (!given.startsWith("@")) {
      return given.indexOf('=') < 1 ? List.of() : List.of(given.substring(0, given.indexOf('=')));
    }
    try {
      Source file = new Source(given, Files.readString(Path.of(given.substring(1))));
      Optional<Node> root = YamlReader.read(file, new Diagnostics());
      return root.orElse(null) instanceof MapNode map
          ? map.entries().stream().map(entry -> entry.key().text()).toList()
          : List.of();
    } catch (IOException unreadable) {
      return List.of(); // said when its values are read
    }
  }
}
