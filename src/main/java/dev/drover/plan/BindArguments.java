package dev.drover.plan;

import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.model.Host;
import dev.drover.model.TaskNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Binds the arguments of every step for its host, and checks the conditions of groups. */
final class BindArguments implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    return plan.with(new Binding(planning).plays(plan.plays()));
  }

  /** Goes through the lanes in order, for later tasks may use what earlier ones register. */
  private static final class Binding {

    private final Planning planning;
    private final StepBinder binder;
    private final Map<StepId, Step> once = new HashMap<>();

    Binding(Planning planning) {
      this.planning = planning;
      this.binder = new StepBinder(planning, new Results());
    }

    List<PlannedPlay> plays(List<PlannedPlay> plays) {
      List<PlannedPlay> bound = new ArrayList<>();
      for (PlannedPlay play : plays) {
        bound.add(play.with(play.lanes().stream().map(lane -> lane(play, lane)).toList()));
      }
      return bound;
    }

    private Lane lane(PlannedPlay play, Lane lane) {
      Map<StepId, Step> own = new HashMap<>();
      bind(play, lane.flow(), own);
      return new Lane(
          lane.host(),
          lane.flow().map(step -> (step.once() ? once : own).getOrDefault(step.id(), step)));
    }

    private void bind(PlannedPlay play, Flow flow, Map<StepId, Step> own) {
      if (flow instanceof Flow.Single(Step step)) {
        (step.once() ? once : own).computeIfAbsent(step.id(), _ -> binder.bind(play, step));
      }
      flow.inner().forEach(part -> bind(play, part, own));
      if (flow instanceof Flow.Retried retried) {
        check(play, retried.node(), retried.host(), retried.retry().until().stream().toList());
      }
      if (flow instanceof Flow.Handlers handlers && handlers.place().isPresent()) {
        TaskNode place = handlers.place().get();
        check(play, place, handlers.host(), place.keywords().when());
      }
    }

    private void check(PlannedPlay play, TaskNode node, Host host, List<Condition> conditions) {
      for (Condition condition : conditions) {
        Conditions.check(condition, binder.scope(play, node, host), planning.diagnostics());
      }
    }
  }
}
