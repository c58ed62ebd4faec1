package dev.drover.plan;

import dev.drover.diag.Code;
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
    if (planning.diagnostics().hasErrors()) {
      return plan; // the settings that name what is opened may be what is wrong
    }
    Doors nothing = Doors.closed(planning.scopes());
    Plan paired =
        plan.mapSteps(step ->
            step.arguments() instanceof Bound.Ready<?> ready
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
      for (BracketEffect effect : step.brackets()) {
        switch (effect) {
          case BracketEffect.Opens opens -> open.putIfAbsent(opens.bracket(), step);
          case BracketEffect.Closes closes -> open.remove(closes.bracket());
        }
      }
    }
    open.forEach((bracket, step) ->
        planning
            .diagnostics()
            .error(
                Code.BRACKET_UNCLOSED,
                step.task().span(),
                "`" + step.kind().name() + "` opens `" + bracket + "`, and no later task closes it",
                closer(bracket)));
  }

  private static String closer(Bracket bracket) {
    return switch (bracket.type()) {
      case NODE_OUT_OF_SERVICE -> "add `- lb_attach: {}` behind it";
      case UPGRADE_MODE -> "add `- approve: …` or `- upgrade_mode: off` behind it";
    };
  }
}
