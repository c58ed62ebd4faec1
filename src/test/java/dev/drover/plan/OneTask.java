package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.model.Play;
import dev.drover.model.Scopes;
import dev.drover.schema.Bound;
import dev.drover.task.Changes;
import dev.drover.task.Kinds;
import dev.drover.task.Kinds.Registered;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a runbook of one task, by the planner's own passes, but does not ask that what the task
 * opens be closed.
 */
public final class OneTask {

  private OneTask() {}

  /** What may be done with bound arguments and their kind. */
  @FunctionalInterface
  public interface Use<T> {
    /** Does it. */
    <A extends Record> T with(Registered<A> kind, A arguments) throws Exception;
  }

  /** The plan; empty if something is wrong, which has been reported. */
  public static Optional<Plan> compile(
      Scopes scopes, List<Host> hosts, Kinds kinds, Diagnostics diagnostics) {
    Play play = scopes.runbook().plays().getFirst();
    List<Lane> lanes = hosts.stream().map(host -> new Lane(host, List.of())).toList();
    Planning planning = new Planning(kinds, scopes, diagnostics);
    Plan plan =
        new Plan(
            scopes.runbook(),
            0,
            List.of(
                new PlannedPlay(
                    play,
                    Order.INVENTORY,
                    Optional.empty(),
                    hosts,
                    PlannedWindow.of(1, hosts.size()),
                    lanes)));
    for (Pass pass : List.of(new ExpandSteps(), new BindArguments(), new CheckSettings())) {
      plan = pass.apply(plan, planning);
    }
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(plan);
  }

  /** What a step would change; {@link StepFacts} refuses whatever is not a read. */
  public static Changes look(Step step, StepFacts facts) throws Exception {
    return use(
        step,
        new Use<>() {
          @Override
          public <A extends Record> Changes with(Registered<A> kind, A arguments) throws Exception {
            return kind.kind().plan(arguments, facts);
          }
        });
  }

  /** Does something with the arguments of a step. */
  public static <T> T use(Step step, Use<T> use) throws Exception {
    if (!(step.arguments() instanceof Bound.Ready<?> ready)) {
      throw new IllegalStateException("the arguments rest on results: " + step.arguments());
    }
    return use(step.kind(), ready.arguments(), use);
  }

  private static <A extends Record, T> T use(Registered<A> kind, Record arguments, Use<T> use)
      throws Exception {
    return use.with(kind, kind.own(arguments));
  }
}
