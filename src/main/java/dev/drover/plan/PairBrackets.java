package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.TaskNode;
import dev.drover.schema.Bound;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Facts;
import dev.drover.task.Kinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what each step opens and closes; something that no later step closes is a mistake. */
final class PairBrackets implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    Doors nothing = Doors.closed(planning.scopes());
    Plan paired =
        plan.mapSteps(step ->
            step.arguments() instanceof Bound.Ready<?> ready
                    && !planning.wrong().contains(step.id())
                ? step.withBrackets(
                    effects(step.kind(), ready.arguments(), new StepFacts(nothing, plan, step)))
                : step);
    reportUnclosed(paired, planning);
    return paired;
  }

  private static <A extends Record> List<BracketEffect> effects(
      Kinds.Registered<A> kind, Record bound, Facts facts) {
    return kind.kind().brackets(kind.own(bound), facts);
  }

  private static void reportUnclosed(Plan plan, Planning planning) {
    Map<Bracket, Step> open = new LinkedHashMap<>();
    for (Step step : plan.steps()) {
      if (mightClose(step, planning)) {
        open.values().removeIf(opener -> step.once() || opener.host().equals(step.host()));
      }
      for (BracketEffect effect : step.brackets()) {
        switch (effect) {
          case BracketEffect.Opens opens -> open.putIfAbsent(opens.bracket(), step);
          case BracketEffect.Closes closes -> open.remove(closes.bracket());
        }
      }
    }
    if (hasUnknownKinds(plan, planning)) {
      return; // one of them may be the closing task, misspelt
    }
    open.forEach((bracket, step) -> {
      Diagnostics found = new Diagnostics();
      found.error(
          Code.BRACKET_UNCLOSED,
          step.task().span(),
          "`%s` opens `%s`, and no later task closes it"
              .formatted(step.kind().name(), bracket.type()),
          closer(bracket));
      planning.addFor(step, found);
    });
  }

  /** Whether nobody can tell what the step closes: it has a mistake, or rests on results. */
  private static boolean mightClose(Step step, Planning planning) {
    return planning.wrong().contains(step.id())
        || (step.arguments() instanceof Bound.Later<?>
            && !(step.state() instanceof StepState.WillSkip));
  }

  private static boolean hasUnknownKinds(Plan plan, Planning planning) {
    return plan.runbook().plays().stream()
        .flatMap(play -> play.tasks().stream())
        .flatMap(TaskNode::tasks)
        .anyMatch(task -> planning.kinds().find(task.kind()).isEmpty());
  }

  private static String closer(Bracket bracket) {
    return switch (bracket.type()) {
      case NODE_OUT_OF_SERVICE -> "add `- lb_attach: {}` behind it";
      case UPGRADE_MODE -> "add `- approve: …` or `- upgrade_mode: off` behind it";
    };
  }
}
