package dev.drover.diag;

import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong, or questionable, in what the user wrote.
 *
 * @param severity whether it stops the work
 * @param code its stable code
 * @param message one sentence that starts with what is wrong, with the offending text in backticks
 * @param span where it was written
 * @param hint what to do about it
 * @param related other places that matter, each with what it is
 */
public record Diagnostic(
    Severity severity,
    Code code,
    String message,
    Span span,
    Optional<String> hint,
    List<Related> related) {

  /** How much a diagnostic weighs. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /**
   * Another place that matters to a diagnostic.
   *
   * @param note what the place is, for instance "first defined here"
   * @param span the place
   */
  public record Related(String note, Span span) {}

  public Diagnostic {
    related = List.copyOf(related);
  }

  /** This diagnostic with a hint of what to do. */
  public Diagnostic hint(String text) {
    return new Diagnostic(severity, code, message, span, Optional.of(text), related);
  }

  /** This diagnostic with one more related place. */
  public Diagnostic related(String note, Span place) {
    List<Related> all = new java.util.ArrayList<>(related);
    all.add(new Related(note, place));
    return new Diagnostic(severity, code, message, span, hint, all);
  }
}
