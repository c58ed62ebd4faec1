package dev.drover.policy;

import dev.drover.model.Host;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which versions the nodes of each cluster run when a play begins, counted once for all its steps:
 * a cluster may have thousands of nodes, and each of them is started.
 */
final class RunningVersions {

  /** Nobody has looked. */
  private static final String UNSEEN = "?";

  private final Subject subject;
  private final SeenNodes seen;
  private final Set<String> down;
  private final Map<String, Map<String, Integer>> byCluster = new HashMap<>();

  /**
   * While some hosts are down.
   *
   * @param down nodes that the plan has stopped before
   */
  RunningVersions(Subject subject, SeenNodes seen, Set<String> down) {
    this.subject = subject;
    this.seen = seen;
    this.down = down;
  }

  /** The versions that the other nodes of a host's cluster run, as far as somebody has looked. */
  Set<String> ofOthers(Host host) {
    Set<String> others = new TreeSet<>(others(host).keySet());
    others.remove(UNSEEN);
    return others;
  }

  /** Whether nobody has looked at one of the others. */
  boolean isOneUnseen(Host host) {
    return others(host).containsKey(UNSEEN);
  }

  private Map<String, Integer> others(Host host) {
    String cluster = subject.clusters().product(host).orElseThrow().cluster();
    Map<String, Integer> others =
        new HashMap<>(byCluster.computeIfAbsent(cluster, _ -> count(host)));
    running(host).ifPresent(own -> others.computeIfPresent(own, (_, n) -> n == 1 ? null : n - 1));
    return others;
  }

  private Map<String, Integer> count(Host any) {
    Map<String, Integer> versions = new HashMap<>();
    for (String name : new HashSet<>(subject.clusters().members(any))) {
      subject
          .inventory()
          .host(name)
          .flatMap(this::running)
          .ifPresent(version -> versions.merge(version, 1, Integer::sum));
    }
    return versions;
  }

  /** What a node runs; empty if it does not run. */
  private Optional<String> running(Host host) {
    if (down.contains(host.name()) || seen.state(host).equals(Optional.of("OFFLINE"))) {
      return Optional.empty();
    }
    return Optional.of(seen.version(host).orElse(UNSEEN))
        .filter(version -> !version.equals("none"));
  }
}
