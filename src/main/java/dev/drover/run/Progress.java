package dev.drover.run;

import dev.drover.plan.Step;

/** Is told how a step is going. What is said here is shown and forgotten. */
@FunctionalInterface
public interface Progress {

  /** A step says how it is going. */
  void of(Step step, String words);
}
