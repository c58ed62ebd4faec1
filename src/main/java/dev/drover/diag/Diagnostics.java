package dev.drover.diag;

import dev.drover.diag.Diagnostic.Severity;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects diagnostics, so that all mistakes are told at once. Not safe for use by several threads.
 */
public final class Diagnostics {

  /** More than anybody mends in one go; a file made to be wrong has millions. */
  public static final int MOST = 1_000;

  /** What makes two diagnostics the same mistake. */
  private record Mistake(Code code, String message, String file, int line, int column) {
    Mistake(Diagnostic told) {
      this(
          told.code(),
          told.message(),
          told.span().source().name(),
          told.span().line(),
          told.span().column());
    }
  }

  /** A mistake as it was first told, and the hosts for which it was told since. */
  private record Told(Diagnostic first, Set<String> hosts) {
    Diagnostic whole() {
      return hosts.isEmpty() ? first : first.on(hosts);
    }
  }

  private final Map<Mistake, Told> found = new LinkedHashMap<>();
  private long errors;

  /**
   * Adds a diagnostic. One that says the same of the same place counts once, with the first hint: a
   * text is looked at once per host, and its mistake is still one mistake, of all these hosts. If
   * it was told without a host before, it is so whatever the host.
   */
  public void add(Diagnostic diagnostic) {
    add(diagnostic, diagnostic.hosts());
  }

  private void add(Diagnostic diagnostic, List<String> hosts) {
    Mistake mistake = new Mistake(diagnostic);
    Told before = found.get(mistake);
    if (before == null) {
      errors += diagnostic.severity() == Severity.ERROR ? 1 : 0;
      if (found.size() < MOST) {
        found.put(mistake, new Told(diagnostic, new LinkedHashSet<>(hosts)));
      }
    } else if (!before.hosts().isEmpty()) {
      before.hosts().addAll(hosts);
    }
  }

  /** Adds all that was found while something was looked at for a host. */
  public void addFor(String host, Diagnostics others) {
    others.found.values().forEach(told -> add(told.whole(), List.of(host)));
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
    return errors;
  }

  /** True if something of this code was found. */
  public boolean has(Code code) {
    return found.keySet().stream().anyMatch(mistake -> mistake.code() == code);
  }

  /** True if anything found stops the work. */
  public boolean hasErrors() {
    return errors > 0;
  }

  /** All that was found, sorted by place; the first {@link #MOST} if there is more. */
  public List<Diagnostic> sorted() {
    return found.values().stream()
        .map(Told::whole)
        .sorted(Comparator.comparing(Diagnostic::span))
        .toList();
  }
}
