package dev.drover.expr;

/** A condition that can't be evaluated; the message says why in one sentence. */
public final class ConditionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the sentence. */
  public ConditionException(String message) {
    super(message);
  }
}
