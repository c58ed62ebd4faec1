package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Scope;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.task.Extensions;
import dev.drover.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Optional;

/** Checks as whom a step is to work, and in which environment. */
final class CheckWorkingAs {

  private CheckWorkingAs() {}

  static void of(Step step, List<Host> peers, Scope scope, Scopes scopes, Diagnostics diagnostics) {
    WorkingAs as = WorkingAs.of(step.task().keywords(), scope, diagnostics);
    if (as.user().isEmpty() || as.become().equals(Optional.of(false))) {
      return; // that they contradict each other has been told
    }
    Span span =
        step.task().keywords().becoming().user().map(ScalarNode::span).orElse(step.task().span());
    String user = as.user().get();
    if (!user.matches("[^\\s\\p{Cntrl}#:/-][^\\s\\p{Cntrl}:/]*")) {
      diagnostics.error(
          Code.ARGS_INVALID,
          span,
          "`" + user + "` can't be the name of a user",
          "write the name of a user of the machine");
      return;
    }
    Host place =
        new StepFacts(Doors.closed(scopes, Extensions.NONE), step, peers, scope).workplace();
    boolean becomes =
        new Inventoried(scopes)
            .target(place, as, new Diagnostics())
            .map(target -> target.become().isPresent())
            .orElse(true); // what is wrong with the host has been told
    if (!becomes) {
      diagnostics.error(
          Code.RUNBOOK_CONFLICT,
          span,
          "`become_user` has no effect: `become` is on neither here nor in the inventory",
          "write `become: true` too");
    }
  }
}
