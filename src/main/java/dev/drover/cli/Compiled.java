package dev.drover.cli;

import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.journal.Entry;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Param;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.plan.Plan;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import dev.drover.task.Kinds;
import dev.drover.task.Sha256;
import java.nio.charset.StandardCharsets;
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
 * @param extensions what plugins add
 */
record Compiled(
    Plan plan,
    Scopes scopes,
    Entry.Request request,
    Map<String, String> inputs,
    Extensions extensions) {

  /**
   * Checks and compiles; ends the command with all mistakes printed if there are any.
   *
   * @param json whether they are what was asked for too, as JSON
   */
  static Compiled of(Entry.Request request, Vault vault, boolean json, Terminal terminal) {
    Checking checking = Checking.of(request, vault, PluginOptions.kinds(request));
    checking.tell(terminal);
    Optional<Compiled> compiled = of(request, checking);
    if (json && compiled.isEmpty()) {
      terminal.json(checking.json());
    }
    return compiled.orElseThrow(() ->
        new EndException(ExitCode.MISTAKES, checking.count() + "; nothing was connected to.", ""));
  }

  /** The runbook of a request that was checked; empty if that found mistakes. */
  static Optional<Compiled> of(Entry.Request request, Checking checking) {
    return checking
        .plan()
        .flatMap(plan ->
            checking
                .scopes()
                .map(scopes ->
                    new Compiled(
                        plan,
                        scopes,
                        withoutSecrets(request, scopes.runbook()).of(checking.selection()),
                        inputs(scopes.runbook(), scopes.inventory(), checking.kinds()),
                        checking.kinds().extensions())));
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
    return request.with(kept);
  }

  private static Map<String, String> inputs(Runbook runbook, Inventory inventory, Kinds kinds) {
    Map<String, String> inputs = new TreeMap<>();
    note(runbook.source(), inputs);
    runbook.included().forEach(source -> note(source, inputs));
    for (Host host : inventory.hosts().values()) {
      host.vars().values().stream()
          .map(variable -> variable.value().span())
          .map(Span::source)
          .forEach(source -> note(source, inputs));
    }
    kinds.extensions().files().forEach(file -> inputs.put(file.toString(), Sha256.of(file)));
    return inputs;
  }

  private static void note(Source source, Map<String, String> inputs) {
    inputs.computeIfAbsent(
        source.name(), _ -> Sha256.of(source.stored().getBytes(StandardCharsets.UTF_8)));
  }

  /** What its plan is made from. */
  Basis basis(boolean offline) {
    return new Basis(
        App.Version.text(),
        request,
        parameters(),
        inputs.entrySet().stream()
            .map(input -> new InputView("file", input.getKey(), input.getValue()))
            .toList(),
        offline);
  }

  /** The parameters that were given, by name, as plans show them. */
  Map<String, String> parameters() {
    Map<String, String> shown = new LinkedHashMap<>();
    scopes.given().forEach((name, value) -> shown.put(name, value.toString()));
    return new TreeMap<>(shown);
  }
}
