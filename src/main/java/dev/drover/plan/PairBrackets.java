package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.schema.Bound;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Facts;
import dev.drover.task.Kinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what each step opens and closes; something that no later step closes, on whatever path, is
 * a mistake.
 */
final class PairBrackets implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    Doors nothing = Doors.closed(planning.scopes(), planning.kinds().extensions());
    Plan paired =
        plan.mapSteps((play, step) ->
            planning.wrong().contains(step.id()) || step.host().name().isEmpty()
                ? step
                : step.withBrackets(
                    effects(step, step.kind(), new StepFacts(nothing, step, play.hosts()))));
    if (plan.hosts().stream().noneMatch(host -> host.name().isEmpty())) {
      reportUnclosed(paired, planning); // else nobody knows whose brackets a play closes
    }
    return paired;
  }

  private static void reportUnclosed(Plan plan, Planning planning) {
    Map<Bracket, Step> open = new LinkedHashMap<>();
    Map<Bracket, Step> mayBeOpen = new LinkedHashMap<>();
    for (PlannedPlay play : plan.plays()) {
      for (Lane lane : play.lanes()) {
        new Paths(false, planning).walk(lane.flow(), open);
        new Paths(true, planning).walk(lane.flow(), mayBeOpen);
      }
    }
    open.forEach((bracket, step) -> report(bracket, step, "", planning));
    mayBeOpen.keySet().removeAll(open.keySet());
    mayBeOpen.forEach((bracket, step) -> report(bracket, step, " if a `rescue` runs", planning));
  }

  private static <A extends Record> List<BracketEffect> effects(
      Step step, Kinds.Registered<A> kind, Facts facts) {
    return switch (step.arguments()) {
      case Bound.Ready<?> ready -> kind.kind().brackets(kind.own(ready.arguments()), facts);
      case Bound.Later<?> _ ->
          step.state() instanceof StepState.WillSkip ? List.of() : kind.kind().brackets(facts);
      case Bound.Wrong<?> _ -> List.of();
    };
  }

  private static void report(Bracket bracket, Step step, String when, Planning planning) {
    Diagnostics found = new Diagnostics();
    found.error(
        Code.BRACKET_UNCLOSED,
        step.task().span(),
        "`%s` opens `%s`, and no later task closes it%s"
            .formatted(step.kind().name(), bracket.type(), when),
        closer(bracket) + (when.isEmpty() ? "" : ", in `always`, or in the `rescue`"));
    planning.addFor(step, found);
  }

  private static String closer(Bracket bracket) {
    return switch (bracket.type()) {
      case NODE_OUT_OF_SERVICE -> "add `- lb_attach: {}` behind it";
      case SILENCE -> "add `- unsilence: {}` behind it";
      case UPGRADE_MODE -> "add `- approve: …` or `- upgrade_mode: off` behind it";
    };
  }
}
