package dev.drover.run;

import dev.drover.journal.RunState;
import dev.drover.plan.Lane;
import dev.drover.plan.NodeEffects;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.schema.Bound;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.NodeEffect;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finished steps that must run again before a resumed run goes on: they had opened something that
 * the run closed by itself when it ended, and steps that rest on it are still to come. Gates don't:
 * nothing is taken out of service again only to be looked at and put back.
 */
final class Reopening {

  private final RunState state;
  private final Predicate<Step> skipped;

  /** For what may have to be opened again, whatever conditions say. */
  Reopening(RunState state) {
    this(state, _ -> false);
  }

  /**
   * For what must be opened again.
   *
   * @param skipped whether a step will be skipped, as its conditions stand now
   */
  Reopening(RunState state, Predicate<Step> skipped) {
    this.state = state;
    this.skipped = skipped;
  }

  /** The steps of a lane's own. */
  List<Step> in(Lane lane) {
    List<Step> steps = lane.steps();
    return steps.stream()
        .filter(step -> !step.once())
        .filter(step ->
            undone(step)
                .filter(bracket ->
                    isNeeded(bracket, steps.subList(steps.indexOf(step) + 1, steps.size())))
                .isPresent())
        .toList();
  }

  /** The steps of a play that run once; what rests on them may be anywhere in the plan. */
  List<Step> onceIn(PlannedPlay play, List<Step> plan) {
    Set<String> seen = new HashSet<>();
    return play.lanes().stream()
        .flatMap(lane -> lane.steps().stream())
        .filter(step -> step.once() && seen.add(step.id().text()))
        .filter(step ->
            undone(step)
                .filter(bracket -> plan.stream().anyMatch(other -> needs(other, bracket)))
                .isPresent())
        .toList();
  }

  private Optional<Bracket> undone(Step step) {
    return state.isFinished(step.id().text()) ? state.undone(step.id().text()) : Optional.empty();
  }

  /** Up to the step that closes it. */
  private boolean isNeeded(Bracket bracket, List<Step> after) {
    for (Step step : after) {
      if (needs(step, bracket)) {
        return true;
      }
      if (!state.isFinished(step.id().text()) && closes(step, bracket)) {
        return false;
      }
    }
    return false;
  }

  private boolean needs(Step step, Bracket bracket) {
    return !state.isFinished(step.id().text())
        && !closes(step, bracket)
        && !isGate(step, step.kind())
        && !skipped.test(step);
  }

  private static boolean closes(Step step, Bracket bracket) {
    return step.brackets().contains(new BracketEffect.Closes(bracket));
  }

  private static <A extends Record> boolean isGate(Step step, Registered<A> kind) {
    return step.arguments() instanceof Bound.Ready<?> ready
        && kind.kind().isGate(kind.own(ready.arguments()));
  }

  /**
   * The finished step that stopped the node of a lane, if no later one has started it: a node that
   * was put back runs again, by whoever started it.
   */
  Optional<Step> stoppedIn(Lane lane) {
    Optional<Step> last = Optional.empty();
    for (Step step : lane.steps()) {
      if (state.isFinished(step.id().text())) {
        if (!NodeEffects.of(step, NodeEffect.Stops.class).isEmpty()) {
          last = Optional.of(step);
        } else if (!NodeEffects.of(step, NodeEffect.Starts.class).isEmpty()) {
          last = Optional.empty();
        }
      }
    }
    return last;
  }
}
