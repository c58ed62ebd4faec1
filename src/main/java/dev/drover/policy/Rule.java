package dev.drover.policy;

import java.util.Optional;

/** A policy that is built in. */
interface Rule {

  /** Its key in a runbook, or the name by which people speak of it. */
  String name();

  /** What it asks of this plan, in a sentence; empty if the plan has nothing to do with it. */
  Optional<String> says(Subject subject);

  /** How a run keeps it, in a sentence. */
  String enforced();

  /** Whether a plan that breaks it is not run. */
  default boolean refuses() {
    return true;
  }

  /** What comes of it, for a plan of which it says something. */
  Judgement judge(Subject subject);
}
