package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.model.Variable;
import dev.drover.task.Kinds;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the passes work with.
 *
 * @param scopes the runbook, the inventory and the given parameters, and what names mean in them
 * @param limit which hosts are changed
 * @param wrong the steps with mistakes, of which nobody can tell what they would do
 * @param skipped where the tasks stand of which a skipped step was looked at
 */
record Planning(
    Kinds kinds,
    Scopes scopes,
    Limited limit,
    Diagnostics diagnostics,
    Set<StepId> wrong,
    Set<Span> skipped) {

  /** For all hosts. */
  Planning(Kinds kinds, Scopes scopes, Diagnostics diagnostics) {
    this(kinds, scopes, Limited.NOT, diagnostics);
  }

  Planning(Kinds kinds, Scopes scopes, Limited limit, Diagnostics diagnostics) {
    this(kinds, scopes, limit, diagnostics, new HashSet<>(), new HashSet<>());
  }

  /** A host of this name that has every variable that any host has. */
  Host anybody(String name) {
    Map<String, Variable> vars = new LinkedHashMap<>();
    scopes.inventory().hosts().values().forEach(host -> host.vars().forEach(vars::putIfAbsent));
    return new Host(name, List.of(), vars);
  }

  /** Reports what was found for a step: of its host, unless it is done once for all hosts. */
  void addFor(Step step, Diagnostics found) {
    if (found.hasErrors()) {
      wrong.add(step.id());
    }
    if (step.once() || step.host().name().isEmpty()) {
      diagnostics.addAll(found);
    } else {
      diagnostics.addFor(step.host().name(), found);
    }
  }
}
