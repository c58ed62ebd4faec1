package dev.drover.diag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that is wrong, or questionable, in what the user wrote.
 *
 * @param severity whether it stops the work
 * @param code its stable code
 * @param message one sentence that starts with what is wrong, with the offending text in backticks
 * @param span where it was written
 * @param hint what to do about it
 * @param related other places that matter, each with what it is
 * @param hosts for which hosts it is so, in the order that they were looked at; empty if it is so
 *     whatever the host
 */
public record Diagnostic(
    Severity severity,
    Code code,
    String message,
    Span span,
    Optional<String> hint,
    List<Related> related,
    List<String> hosts) {

  private static final int LONGEST = 2_000;

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
    message = shortened(message);
    hint = hint.map(Diagnostic::shortened);
    related = List.copyOf(related);
    hosts = List.copyOf(hosts);
  }

  /** One that is so whatever the host. */
  public Diagnostic(
      Severity severity,
      Code code,
      String message,
      Span span,
      Optional<String> hint,
      List<Related> related) {
    this(severity, code, message, span, hint, related, List.of());
  }

  /** What a message cites may be as long as its file. */
  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  /** This diagnostic with a hint of what to do. */
  public Diagnostic hint(String text) {
    return new Diagnostic(severity, code, message, span, Optional.of(text), related, hosts);
  }

  /** This diagnostic with one more related place. */
  public Diagnostic related(String note, Span place) {
    List<Related> all = new ArrayList<>(related);
    all.add(new Related(note, place));
    return new Diagnostic(severity, code, message, span, hint, all, hosts);
  }

  /** This diagnostic for these hosts besides its own. */
  public Diagnostic on(Collection<String> more) {
    Set<String> all = new LinkedHashSet<>(hosts);
    all.addAll(more);
    return new Diagnostic(severity, code, message, span, hint, related, List.copyOf(all));
  }
}
