package dev.drover.load;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Related;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows mistakes in a file of parameters without its values: it is where secrets are kept, and the
 * line with the mistake would show one.
 */
final class Hidden {

  private final Map<String, Source> cut = new HashMap<>();

  /** The diagnostic with all lines cut behind their keys. */
  Diagnostic values(Diagnostic diagnostic) {
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

  private Span values(Span span) {
    Source source = span.source();
    if (source.isSecret()) {
      return span; // none of its lines is shown anyway
    }
    Source shown =
        cut.computeIfAbsent(
            source.name(),
            name ->
                new Source(
                    name,
                    source.text().lines().map(Hidden::line).collect(Collectors.joining("\n"))));
    return new Span(shown, span.line(), span.column(), span.length());
  }

  private static String line(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? "…" : line.substring(0, colon) + ": …";
  }
}
