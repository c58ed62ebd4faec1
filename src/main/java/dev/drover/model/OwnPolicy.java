package dev.drover.model;

import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import java.util.Optional;

/**
 * A policy that somebody has written for their plans.
 *
 * @param message what it asks for, in a sentence
 * @param each what it is asked of: once of the plan, or of each play or step
 * @param when it counts only if this holds
 * @param deny it is broken if this holds
 * @param span where its name stands
 */
public record OwnPolicy(
    String name,
    String message,
    Severity severity,
    Each each,
    Optional<Condition> when,
    Condition deny,
    Span span) {

  /** What becomes of a plan that breaks it. */
  public enum Severity {
    /** It is not run. */
    ERROR,
    /** That is told. */
    WARNING
  }

  /** What a policy is asked of. */
  public enum Each {
    PLAN,
    PLAY,
    STEP
  }

  /** The file that it stands in. */
  public String file() {
    return span.source().name();
  }
}
