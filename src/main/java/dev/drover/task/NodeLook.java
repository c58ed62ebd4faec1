package dev.drover.task;

import dev.drover.remote.RemoteException;
import dev.drover.schema.Version;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.Gate.Sight;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks at the node of a host from its peers, for it can serve users while they have lost it; a
 * node that must be ACTIVE has to see them too, and its own status page has to say RUNNING.
 */
public final class NodeLook {

  private NodeLook() {}

  /**
   * Looks whether the node of the step's host is in a state.
   *
   * @param version that it must have besides; any if empty
   * @param number which look it is: they are made from one peer after the other
   */
  public static Sight at(Facts facts, NodeState wanted, Optional<Version> version, int number)
      throws RemoteException, InterruptedException {
    Members peers = Members.of(facts).without(facts.host());
    Members asked = peers.hosts().isEmpty() ? Members.of(facts) : peers.from(number);
    Members.Seen seen = asked.ask(facts);
    Optional<NodeView> node = seen.cluster().node(facts.settings(facts.host(), Product.class));
    String words =
        "%s is %s as %s sees it"
            .formatted(
                facts.host(), node.map(NodeView::words).orElse("not in the cluster"), seen.by());
    boolean so =
        wanted == NodeState.OFFLINE
            ? isOffline(node, seen.cluster())
            : node.filter(of -> of.is(wanted)).isPresent();
    boolean versionSo =
        version.isEmpty() || node.flatMap(NodeView::version).equals(version.map(Version::text));
    if (!so || !versionSo || wanted != NodeState.ACTIVE) {
      return new Sight(so && versionSo, words);
    }
    return itself(facts, seen, words);
  }

  /**
   * While upgrade mode is on, a node that has left is listed as OFFLINE; a moment of absence is
   * then only somebody's lapse. While it is off, a node that has left is not listed at all.
   */
  private static boolean isOffline(Optional<NodeView> node, ClusterView cluster) {
    return node.map(of -> of.is(NodeState.OFFLINE)).orElse(!cluster.upgradeMode());
  }

  /** Whether the node agrees with its peers: its status page, and who it sees. */
  private static Sight itself(Facts facts, Members.Seen peer, String words)
      throws RemoteException, InterruptedException {
    Zdu zdu = Zdu.of(facts, facts.host());
    String status = zdu.status().orElse("nothing");
    if (!status.equals("RUNNING")) {
      return new Sight(false, words + ", but its status page says " + status);
    }
    Set<String> own = active(zdu.cluster());
    Set<String> others = active(peer.cluster());
    return own.equals(others)
        ? new Sight(true, words)
        : new Sight(
            false,
            "%s, but it sees %s active and %s sees %s".formatted(words, own, peer.by(), others));
  }

  private static Set<String> active(ClusterView cluster) {
    return cluster.nodes().stream()
        .filter(node -> node.is(NodeState.ACTIVE))
        .map(NodeView::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
