package dev.drover.load;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Related;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import java.util.stream.Collectors;

/**
 * Shows mistakes in a file of parameters without its values: it is where secrets are kept, and the
 * line with the mistake would show one.
 */
final class Hidden {

  private Hidden() {}

  /** The diagnostic with all lines cut behind their keys. */
  static Diagnostic values(Diagnostic diagnostic) {
    return new Diagnostic(
        diagnostic.severity(),
        diagnostic.code(),
        diagnostic.message(),
        values(diagnostic.span()),
        diagnostic.hint(),
        diagnostic.related().stream()
            .map(related -> new Related(related.note(), values(related.span())))
            .toList(),
        diagnostic.hosts());
  }

  private static Span values(Span span) {
    Source source = span.source();
    if (source.isSecret()) {
      return span; // none of its lines is shown anyway
    }
    String cut = source.text().lines().map(Hidden::line).collect(Collectors.joining("\n"));
    return new Span(new Source(source.name(), cut), span.line(), span.column(), span.length());
  }

  private static String line(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "…" : line.substring(0, colon) + ": …";
  }
}
