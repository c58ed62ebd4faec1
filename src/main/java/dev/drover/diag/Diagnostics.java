package dev.drover.diag;

import dev.drover.diag.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects diagnostics, so that all mistakes are told at once. Not safe for use by several threads.
 */
public final class Diagnostics {

  /** What makes two diagnostics the same mistake. */
  private record Told(Code code, String message, Span span) {}

  private final List<Diagnostic> found = new ArrayList<>();
  private final Set<Told> told = new HashSet<>();

  /**
   * Adds a diagnostic. One that says the same of the same place counts once, with the first hint: a
   * text is looked at once per host, and its mistake is still one mistake.
   */
  public void add(Diagnostic diagnostic) {
    if (told.add(new Told(diagnostic.code(), diagnostic.message(), diagnostic.span()))) {
      found.add(diagnostic);
    }
  }

  /** Adds an error. */
  public void error(Code code, Span span, String message) {
    add(new Diagnostic(Severity.ERROR, code, message, span, Optional.empty(), List.of()));
  }

  /** Adds an error with a hint of what to do. */
  public void error(Code code, Span span, String message, String hint) {
    add(new Diagnostic(Severity.ERROR, code, message, span, Optional.of(hint), List.of()));
  }

  /** Adds a warning with a hint of what to do. */
  public void warning(Code code, Span span, String message, String hint) {
    add(new Diagnostic(Severity.WARNING, code, message, span, Optional.of(hint), List.of()));
  }

  /** The number of errors so far, to see whether a piece of work added some. */
  public long errors() {
    return found.stream().filter(diagnostic -> diagnostic.severity() == Severity.ERROR).count();
  }

  /** True if anything found stops the work. */
  public boolean hasErrors() {
    return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
  }

  /** All that was found, sorted by place. */
  public List<Diagnostic> sorted() {
    return found.stream().sorted(Comparator.comparing(Diagnostic::span)).toList();
  }
}
