package dev.drover.expr;

import dev.drover.diag.Span;

/**
 * A condition, in CEL.
 *
 * @param text what the user wrote
 * @param span where
 */
public record Condition(String text, Span span) {

  @Override
  public String toString() {
    return text;
  }
}
