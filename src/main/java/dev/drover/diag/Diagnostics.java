package dev.drover.diag;

import dev.drover.diag.Diagnostic.Severity;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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

  /** So many mistakes are told apart that are not kept; the rest of them is not counted. */
  private static final int MOST_COUNTED = 100_000;

  private final Map<Mistake, Told> found = new LinkedHashMap<>();

  /** What was found when there was no room left, so that it counts once. */
  private final Set<Integer> unkept = new HashSet<>();

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
      } else {
        countUnkept(mistake.hashCode());
      }
    } else if (!before.hosts().isEmpty()) {
      before.hosts().addAll(hosts);
    }
  }

  private void countUnkept(int mistake) {
    if (unkept.size() < MOST_COUNTED) {
      unkept.add(mistake);
    }
  }

  /** Adds all that was found while something was looked at for a host. */
  public void addFor(String host, Diagnostics others) {
    others.found.values().forEach(told -> add(told.whole(), List.of(host)));
    others.unkept.forEach(this::countUnkept);
  }

  /** Adds all that was found elsewhere. */
  public void addAll(Diagnostics others) {
    addAll(others, _ -> true);
  }

  /** Adds those that were found elsewhere and are worth telling here. */
  public void addAll(Diagnostics others, Predicate<Diagnostic> worth) {
    if (!others.isEmpty()) {
      others.sorted().stream().filter(worth).forEach(this::add);
      others.unkept.forEach(this::countUnkept);
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

  /** True if nothing was found. */
  public boolean isEmpty() {
    return found.isEmpty() && unkept.isEmpty();
  }

  /** The number of errors so far, to see whether a piece of work added some. */
  public long errors() {
    return errors;
  }

  /** How many mistakes and warnings were found that are not among those that are told. */
  public int more() {
    return unkept.size();
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
