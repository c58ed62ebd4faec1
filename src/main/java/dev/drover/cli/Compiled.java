package dev.drover.cli;

import dev.drover.journal.Edition;
import dev.drover.journal.Request;
import dev.drover.model.Scopes;
import dev.drover.plan.Plan;
import dev.drover.policy.OwnRule;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.review.PlanDocument.InputView;
import dev.drover.secret.Vault;
import dev.drover.task.Extensions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A runbook compiled for an inventory.
 *
 * @param request what was asked for, secrets left out
 * @param edition which edition of the runbook it is
 * @param inputs every file that it rests on, by absolute paths
 * @param policies those that people have written
 * @param extensions what plugins add
 */
record Compiled(
    Plan plan,
    Scopes scopes,
    Request request,
    Edition edition,
    List<InputView> inputs,
    List<OwnRule> policies,
    Extensions extensions) {

  /**
   * Checks and compiles; ends the command with all mistakes printed if there are any.
   *
   * @param json whether they are what was asked for too, as JSON
   */
  static Compiled of(Request request, Vault vault, boolean json, Terminal terminal) {
    return of(request, Checking.of(request, vault, PluginOptions.kinds(request)), json, terminal);
  }

  /** The same of what was checked already. */
  static Compiled of(Request request, Checking checking, boolean json, Terminal terminal) {
    checking.tell(terminal);
    Optional<Compiled> compiled = of(request, checking);
    if (json && compiled.isEmpty()) {
      terminal.json(checking.json());
    }
    return compiled.orElseThrow(() ->
        new EndException(ExitCode.MISTAKES, checking.count() + "; nothing was connected to.", ""));
  }

  /** The runbook of a request that was checked; empty if that found mistakes. */
  static Optional<Compiled> of(Request request, Checking checking) {
    return checking
        .plan()
        .flatMap(plan ->
            checking
                .scopes()
                .map(scopes ->
                    new Compiled(
                        plan,
                        scopes,
                        Given.withoutSecrets(request, scopes)
                            .of(checking.selection())
                            .seeded(plan.seed()),
                        EditionOf.runbook(scopes.runbook()),
                        Inputs.of(checking.inputs(), plan, checking.kinds().extensions()),
                        checking.policies(),
                        checking.kinds().extensions())));
  }

  /** The checksum of each input, by its absolute path, as journals hold them. */
  Map<String, String> checksums() {
    Map<String, String> checksums = new TreeMap<>();
    inputs.forEach(input -> checksums.put(input.name(), input.sha256()));
    return checksums;
  }

  /** What its plan is made from. */
  Basis basis(boolean offline) {
    return new Basis(
        App.Version.text(),
        edition,
        Here.shown(request, scopes.runbook().params()),
        Given.shown(scopes),
        inputs.stream().map(Here::shown).toList(),
        offline);
  }
}
