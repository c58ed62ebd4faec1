package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Scopes;
import dev.drover.task.Kinds;
import java.util.HashSet;
import java.util.Set;

/**
 * What the passes work with.
 *
 * @param scopes the runbook, the inventory and the given parameters, and what names mean in them
 * @param limit which hosts are changed
 * @param wrong the steps with mistakes, of which nobody can tell what they would do
 */
record Planning(
    Kinds kinds, Scopes scopes, Limited limit, Diagnostics diagnostics, Set<StepId> wrong) {

  /** For all hosts. */
  Planning(Kinds kinds, Scopes scopes, Diagnostics diagnostics) {
    this(kinds, scopes, Limited.NOT, diagnostics);
  }

  Planning(Kinds kinds, Scopes scopes, Limited limit, Diagnostics diagnostics) {
    this(kinds, scopes, limit, diagnostics, new HashSet<>());
  }

  /** Reports what was found for a step: of its host, unless it is done once for all hosts. */
  void addFor(Step step, Diagnostics found) {
    if (found.hasErrors()) {
      wrong.add(step.id());
    }
    if (step.once() || step.host().name().isEmpty()) {
      found.sorted().forEach(diagnostics::add);
    } else {
      diagnostics.addFor(step.host().name(), found);
    }
  }
}
