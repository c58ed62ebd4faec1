package dev.drover.cli;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Value;
import dev.drover.journal.Entry;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Parameters;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Param;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.plan.Inventoried;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.report.DiagnosticText;
import dev.drover.secret.Masker;
import dev.drover.secret.Vault;
import dev.drover.task.Kinds;
import dev.drover.task.Sha256;
import dev.drover.tasks.BuiltIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A runbook compiled for an inventory.
 *
 * @param request what was asked for, secrets left out
 * @param inputs every file that was read, with the SHA-256 of its content
 */
record Compiled(Plan plan, Scopes scopes, Entry.Request request, Map<String, String> inputs) {

  /** Loads and compiles; ends the command with all mistakes printed if there are any. */
  static Compiled of(Entry.Request request, Vault vault, Terminal terminal) {
    Diagnostics diagnostics = new Diagnostics();
    Masker masker = new Masker();
    Kinds kinds = BuiltIn.kinds();
    Optional<Runbook> runbook =
        RunbookLoader.load(Path.of(request.runbook()), kinds, vault, diagnostics);
    Inventory inventory =
        InventoryLoader.load(
            request.inventories().stream().map(Path::of).toList(),
            Optional.ofNullable(Path.of(request.runbook()).getParent()),
            vault,
            diagnostics);
    Optional<Compiled> compiled =
        runbook.flatMap(
            book -> compile(book, inventory, request, masker, vault, kinds, diagnostics));
    List<Diagnostic> found = diagnostics.sorted();
    found.forEach(
        diagnostic -> terminal.tell(masker.mask(DiagnosticText.of(diagnostic).stripTrailing())));
    if (compiled.isEmpty()) {
      throw new EndException(
          ExitCode.MISTAKES,
          found.size() == 1
              ? "1 mistake; nothing was connected to."
              : found.size() + " mistakes; nothing was connected to.",
          "");
    }
    return compiled.get();
  }

  private static Optional<Compiled> compile(
      Runbook runbook,
      Inventory inventory,
      Entry.Request request,
      Masker masker,
      Vault vault,
      Kinds kinds,
      Diagnostics diagnostics) {
    Map<String, Value> given =
        Parameters.read(
            runbook,
            request.parameters(),
            Path.of("").toAbsolutePath(),
            masker,
            vault,
            diagnostics);
    Scopes scopes = new Scopes(runbook, inventory, given, masker, vault);
    Inventoried inventoried = new Inventoried(scopes);
    inventory.hosts().values().forEach(host -> inventoried.target(host, diagnostics));
    return Planner.compile(scopes, kinds, request.seed(), diagnostics)
        .map(plan ->
            new Compiled(
                plan, scopes, withoutSecrets(request, runbook), inputs(runbook, inventory)));
  }

  /** A secret is read again when the run is resumed; it is never written down. */
  private static Entry.Request withoutSecrets(Entry.Request request, Runbook runbook) {
    List<String> kept =
        request.parameters().stream()
            .filter(text ->
                Optional.ofNullable(runbook.params().get(text.replaceFirst("=.*", "")))
                    .map(param -> param.type() != Param.Type.SECRET)
                    .orElse(true))
            .toList();
    return new Entry.Request(request.runbook(), request.inventories(), kept, request.seed());
  }

  private static Map<String, String> inputs(Runbook runbook, Inventory inventory) {
    Map<String, String> inputs = new TreeMap<>();
    note(runbook.source(), inputs);
    runbook.included().forEach(source -> note(source, inputs));
    for (Host host : inventory.hosts().values()) {
      host.vars().values().stream()
          .map(variable -> variable.value().span())
          .map(Span::source)
          .forEach(source -> note(source, inputs));
    }
    return inputs;
  }

  private static void note(Source source, Map<String, String> inputs) {
    inputs.computeIfAbsent(
        source.name(), _ -> Sha256.of(source.stored().getBytes(StandardCharsets.UTF_8)));
  }

  /** The parameters that were given, by name, as plans show them. */
  Map<String, String> parameters() {
    Map<String, String> shown = new LinkedHashMap<>();
    scopes.given().forEach((name, value) -> shown.put(name, value.toString()));
    return new TreeMap<>(shown);
  }
}
