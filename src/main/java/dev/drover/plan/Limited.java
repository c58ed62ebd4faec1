package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.model.Host;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which hosts a run changes, whatever its plays say. It narrows nothing else: peers, groups and the
 * capacity of a play are those of all its hosts.
 *
 * @param hosts these; empty if all are
 * @param written what was asked for
 */
public record Limited(Optional<List<Host>> hosts, String written) {

  /** All hosts. */
  public static final Limited NOT = new Limited(Optional.empty(), "");

  /** So many hosts are told by name. */
  private static final int TOLD = 5;

  /** Whether a host is changed. */
  boolean allows(Host host) {
    return hosts.map(some -> some.contains(host)).orElse(true);
  }

  /** Reports hosts that no play has, and that none is left. */
  void check(Plan plan, Diagnostics diagnostics) {
    if (hosts.isEmpty() || hosts.get().isEmpty()) {
      return; // that none was found has been told
    }
    Set<Host> known =
        plan.plays().stream().flatMap(play -> play.hosts().stream()).collect(Collectors.toSet());
    List<String> outside =
        hosts.get().stream().filter(host -> !known.contains(host)).map(Host::name).toList();
    Span span = new Source("--limit", written).span(0, written.length());
    if (known.isEmpty() || outside.isEmpty()) {
      return;
    }
    if (outside.size() == hosts.get().size()) {
      diagnostics.error(
          Code.HOSTS_OUTSIDE,
          span,
          "no play has " + names(outside) + ", so nothing is left to change",
          "the hosts of the plays: " + names(known.stream().map(Host::name).sorted().toList()));
    } else {
      diagnostics.warning(
          Code.HOSTS_OUTSIDE,
          span,
          "no play has " + names(outside),
          "the other hosts of the limit are changed");
    }
  }

  private static String names(List<String> names) {
    String some = names.stream().limit(TOLD).collect(Collectors.joining(", "));
    return names.size() <= TOLD ? some : some + " and " + (names.size() - TOLD) + " more";
  }
}
