package dev.drover.model;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects hosts by Ansible's patterns:
 *
 * <table>
 *   <caption>Patterns</caption>
 *   <tr><td>{@code all}, {@code *}</td><td>every host</td></tr>
 *   <tr><td>{@code web}, {@code bb1}</td><td>a group or a host</td></tr>
 *   <tr><td>{@code web*}, {@code node[ab]?}</td><td>groups and hosts by wildcards</td></tr>
 *   <tr><td>{@code ~(web|db)\d+}</td><td>groups and hosts whose names begin so, by RE2</td></tr>
 *   <tr><td>{@code web[0]}, {@code web[-1]}, {@code web[1:3]}, {@code web[1:]}</td><td>some of the
 *       hosts before the bracket, counted from 0 in the order of the inventory; both ends of a range
 *       are meant</td></tr>
 *   <tr><td>{@code a:b} or {@code a,b}</td><td>the hosts of both</td></tr>
 *   <tr><td>{@code :&b}</td><td>of these, only those that are in {@code b} too</td></tr>
 *   <tr><td>{@code :!b}</td><td>of these, only those that are not in {@code b}</td></tr>
 * </table>
 *
 * <p>{@code localhost} means this machine, also if the inventory does not have it.
 *
 * <p>As in Ansible, it does not matter where {@code &} and {@code !} stand: first all others are
 * joined, then the intersections are taken, then the exclusions. Unlike in Ansible, a name that is
 * neither a host nor a group is a mistake, even in an exclusion: a misprint there would touch the
 * very host that was to be spared.
 */
public final class HostPattern {

  private HostPattern() {}

  /**
   * The hosts of a pattern, in the order of the inventory; that there is none is reported as a
   * mistake.
   *
   * @param span where the pattern is written
   */
  public static List<Host> select(
      String pattern, Span span, Inventory inventory, Diagnostics diagnostics) {
    return select(List.of(new Written(pattern, span)), inventory, diagnostics);
  }

  /**
   * A pattern, or a part of one that goes on elsewhere, as a file of patterns does on each line.
   *
   * @param span where it is written
   */
  public record Written(String pattern, Span span) {}

  /** The hosts of a pattern whose parts, at least one, stand in several places. */
  public static List<Host> select(
      List<Written> parts, Inventory inventory, Diagnostics diagnostics) {
    List<Part> terms = new ArrayList<>();
    for (Written part : parts) {
      TermMatcher matcher = new TermMatcher(part.pattern(), part.span(), inventory, diagnostics);
      PatternTerm.split(part.pattern(), inventory)
          .forEach(term -> terms.add(new Part(term, matcher)));
    }
    TermMatcher first =
        new TermMatcher(
            parts.getFirst().pattern(), parts.getFirst().span(), inventory, diagnostics);
    if (terms.isEmpty()) {
      return first.none("the pattern is empty");
    }
    Optional<Set<String>> joined = joined(terms, inventory);
    if (joined.isEmpty()) {
      return List.of();
    }
    List<Host> hosts = inOrder(joined.get(), inventory);
    return hosts.isEmpty()
        ? first.none(
            parts.stream()
                .map(Written::pattern)
                .collect(Collectors.joining("`, `", "no host matches `", "`")))
        : hosts;
  }

  /** A term, and who finds its hosts. */
  private record Part(PatternTerm term, TermMatcher matcher) {}

  private static Optional<Set<String>> joined(List<Part> parts, Inventory inventory) {
    Optional<Set<String>> joined = Optional.of(new LinkedHashSet<>());
    if (parts.stream().noneMatch(part -> part.term().sign() == PatternTerm.Sign.ADD)) {
      joined = Optional.of(new LinkedHashSet<>(inventory.hosts().keySet()));
    }
    for (PatternTerm.Sign sign : PatternTerm.Sign.values()) {
      for (Part part : parts) {
        if (part.term().sign() == sign) {
          joined = combine(joined, sign, part.matcher().hosts(part.term()));
        }
      }
    }
    return joined;
  }

  private static List<Host> inOrder(Set<String> names, Inventory inventory) {
    return Stream.concat(inventory.hosts().values().stream(), inventory.local().stream())
        .filter(host -> names.contains(host.name()))
        .toList();
  }

  /** Empty as soon as one side is wrong; the others are still looked at, to report them all. */
  private static Optional<Set<String>> combine(
      Optional<Set<String>> joined, PatternTerm.Sign sign, Optional<Set<String>> hosts) {
    if (joined.isEmpty() || hosts.isEmpty()) {
      return Optional.empty();
    }
    switch (sign) {
      case ADD -> joined.get().addAll(hosts.get());
      case KEEP -> joined.get().retainAll(hosts.get());
      case REMOVE -> joined.get().removeAll(hosts.get());
    }
    return joined;
  }
}
