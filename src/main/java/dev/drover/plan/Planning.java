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
 * @param wrong the steps with mistakes, of which nobody can tell what they would do
 */
record Planning(Kinds kinds, Scopes scopes, Diagnostics diagnostics, Set<StepId> wrong) {

  Planning(Kinds kinds, Scopes scopes, Diagnostics diagnostics) {
    this(kinds, scopes, diagnostics, new HashSet<>());
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
