package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import java.util.EnumSet;
import java.util.Set;

/**
 * Checks the names in a step that is skipped for sure. Its arguments may make no sense for its
 * host, but a name that no host at all has is a mistake, and the next run may not skip it.
 */
final class SkippedNames {

  private static final Set<Code> NAMES =
      EnumSet.of(Code.NAME_UNDEFINED, Code.NAME_UNKNOWN_FIELD, Code.NAME_CYCLE);

  private SkippedNames() {}

  /** Once for each task: the answer is the same for every host. */
  static void check(PlannedPlay play, Step step, Results results, Planning planning) {
    if (!planning.skipped().add(step.task().span())) {
      return;
    }
    Scope scope =
        planning
            .scopes()
            .of(
                play.play(),
                play.hosts(),
                step.task(),
                planning.anybody(step.host().name()),
                results.of(step.host()));
    Diagnostics found = new Diagnostics();
    step.kind().bind(step.task().arguments(), scope, found);
    planning.diagnostics().addAll(found, one -> NAMES.contains(one.code()));
  }
}
