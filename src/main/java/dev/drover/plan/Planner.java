package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Scopes;
import dev.drover.task.Kinds;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a runbook for an inventory. Makes no connection; {@link Probing} looks at real state
 * afterwards.
 */
public final class Planner {

  /** All are passed whatever was found, so that every mistake is told at once. */
  private static final List<Pass> PASSES =
      List.of(
          new SelectHosts(), // first, for all else is per host
          new CheckReach(), // needs to know which hosts are used
          new ExpandSteps(), // a step per task and host, with its address
          new BindArguments(), // in order, for later tasks may use what earlier ones register
          new CheckSettings(), // topology and files that the bound arguments rest on
          new PairBrackets(), // needs the arguments, for they say what is opened
          new KeepCapacity()); // needs the brackets, for they say who is out

  private Planner() {}

  /** The plan for all hosts; empty if something is wrong, which has been reported. */
  public static Optional<Plan> compile(
      Scopes scopes, Kinds kinds, long seed, Diagnostics diagnostics) {
    return compile(scopes, kinds, Limited.NOT, seed, diagnostics);
  }

  /** The plan; empty if something is wrong, which has been reported. */
  public static Optional<Plan> compile(
      Scopes scopes, Kinds kinds, Limited limit, long seed, Diagnostics diagnostics) {
    Planning planning = new Planning(kinds, scopes, limit, diagnostics);
    Plan plan = new Plan(scopes.runbook(), seed, List.of());
    for (Pass pass : PASSES) {
      plan = pass.apply(plan, planning);
    }
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(plan);
  }
}
