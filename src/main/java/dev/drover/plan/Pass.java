package dev.drover.plan;

/** One small step from a runbook to its plan. */
@FunctionalInterface
interface Pass {

  /** The plan with this pass's part added; what can't be is reported. */
  Plan apply(Plan plan, Planning planning);
}
