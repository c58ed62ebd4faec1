package dev.drover.policy;

import dev.drover.plan.Step;
import dev.drover.plan.StepState;

/** Whether what comes behind a step can rely on it. */
final class SureStep {

  private SureStep() {}

  /** True if the run never goes on behind it unless it has run and has not failed. */
  static boolean is(Step step) {
    return step.place().reserve().isEmpty()
        && !step.place().mayFail()
        && !step.task().keywords().ignoreErrors()
        && (step.task().keywords().when().isEmpty() || holds(step.state()));
  }

  /** Whether its condition is known to hold: only then somebody has looked at it. */
  private static boolean holds(StepState state) {
    return switch (state) {
      case StepState.WillChange _,
          StepState.AlreadySo _,
          StepState.WillLook _,
          StepState.WillFail _ ->
          true;
      case StepState.NotLooked _,
          StepState.MayRun _,
          StepState.StandsBy _,
          StepState.UnknownUntil _,
          StepState.WillSkip _,
          StepState.Unchecked _ ->
          false;
    };
  }
}
