package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks the topology and the local files that steps rest on, so that no run finds out half way.
 */
final class CheckSettings implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    Inventoried inventoried = new Inventoried(planning.scopes());
    for (Step step : plan.steps()) {
      if (step.arguments() instanceof Bound.Ready<?> ready) {
        check(step, step.kind(), ready.arguments(), inventoried, planning.diagnostics());
      }
    }
    return plan;
  }

  private static <A extends Record> void check(
      Step step,
      Kinds.Registered<A> kind,
      Record bound,
      Inventoried inventoried,
      Diagnostics diagnostics) {
    A arguments = kind.arguments().cast(bound);
    for (Class<? extends Record> type : kind.kind().settings(arguments)) {
      inventoried.settings(step.host(), type, step.task().span(), step.kind().name(), diagnostics);
    }
    for (Path file : kind.kind().files(arguments)) {
      if (!Files.isReadable(file)) {
        diagnostics.error(
            Code.FILE_MISSING,
            step.task().span(),
            "`" + file + "`, which `" + kind.name() + "` needs, is not there or can't be read",
            "name a file that exists on this machine");
      }
    }
    kind.kind().check(arguments, step.task().span(), diagnostics);
  }
}
