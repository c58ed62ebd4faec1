package dev.zdu.cluster;

import java.util.Comparator;
import java.util.Optional;

/**
 * A node as its peers see it. State, version and build number are empty where the node did not tell
 * them; the interface shows such a gap as null.
 */
public record Node(
    String id,
    String name,
    Address address,
    Optional<NodeState> state,
    Optional<Version> version,
    Optional<String> buildNumber,
    Load load) {

  /** The order of every list of nodes. */
  public static final Comparator<Node> ORDER =
      Comparator.comparing(Node::name)
          .thenComparing(node -> node.address().ip())
          .thenComparingInt(node -> node.address().port());

  /** A node that works as it should. */
  public static Node of(String id, String name, Address address, NodeState state, Version version) {
    return new Node(
        id,
        name,
        address,
        Optional.of(state),
        Optional.of(version),
        Optional.of(version.buildNumber()),
        Load.NONE);
  }

  /** Whether the node is in {@code wanted}; never so for a node that did not tell. */
  public boolean isIn(NodeState wanted) {
    return state.filter(wanted::equals).isPresent();
  }

  /**
   * The row that stays of this node when it is gone: a process that is not there has no version.
   */
  public Node offline() {
    return new Node(
        id,
        name,
        address,
        Optional.of(NodeState.OFFLINE),
        Optional.empty(),
        Optional.empty(),
        Load.NONE);
  }
}
