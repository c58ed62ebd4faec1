package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.TaskNode;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes a step of every task for every host of its play, or one for all hosts if it runs once, and
 * of a loop one for each item.
 */
final class ExpandSteps implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    StepBinder binder =
        new StepBinder(
            new Planning(planning.kinds(), planning.scopes(), new Diagnostics()), new Results());
    boolean loops =
        plan.plays().stream()
            .flatMap(play ->
                Stream.concat(play.play().tasks().stream(), play.play().handlers().stream()))
            .anyMatch(TaskNode::loops);
    return plan.with(
        plan.plays().stream()
            .map(play -> {
              SharedParts shared = new SharedParts();
              // What a loop goes through may be a name of set_vars; mistakes are told by binding.
              UnaryOperator<Step> made =
                  step -> {
                    if (loops) {
                      binder.register(play, step);
                    }
                    return shared.of(step);
                  };
              Loops items = new Loops(play, binder, planning);
              return play.with(
                  play.lanes().stream()
                      .map(lane ->
                          new Lane(lane.host(), new LaneSteps(items, lane.host(), made).flow()))
                      .toList());
            })
            .toList());
  }
}
