package dev.zdu.cluster;

import dev.zdu.cluster.Decision.Legal;
import dev.zdu.cluster.Decision.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster at one moment: its mode and the members that are there.
 *
 * @param self the node that looks
 */
public record Cluster(UpgradeMode mode, Node self, List<Node> live) {

  public Cluster {
    live = live.stream().sorted(Node.ORDER).toList();
  }

  /** Every node to show: the live ones, and those of the snapshot that are gone. */
  public List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(live);
    if (mode instanceof UpgradeMode.On on) {
      Set<Address> present = new HashSet<>();
      live.forEach(node -> present.add(node.address()));
      on.snapshot().stream()
          .filter(node -> !present.contains(node.address()))
          .map(Node::offline)
          .forEach(nodes::add);
    }
    nodes.sort(Node.ORDER);
    return List.copyOf(nodes);
  }

  /** The node with this id, live or remembered. */
  public Optional<Node> node(String id) {
    return nodes().stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** Whether {@code node} is the one that looks. */
  public boolean isSelf(Node node) {
    return node.id().equals(self.id());
  }

  /**
   * The state; the first rule that matches decides. With upgrade mode off, a node in ERROR makes
   * Bitbucket's cluster MIXED, where Confluence's stays STABLE.
   */
  public ClusterState state() {
    if (live.stream().anyMatch(node -> node.isIn(NodeState.ERROR))) {
      return ClusterState.MIXED;
    }
    return switch (mode) {
      case UpgradeMode.Off _ -> ClusterState.STABLE;
      case UpgradeMode.On on -> stateByVersions(on.originalVersion());
    };
  }

  /** A node that did not tell its version counts as one of another version. */
  private ClusterState stateByVersions(Version original) {
    Set<Optional<Version>> versions = new HashSet<>();
    live.stream()
        .filter(node -> !node.isIn(NodeState.OFFLINE))
        .map(Node::version)
        .forEach(versions::add);
    if (versions.size() > 1) {
      return ClusterState.MIXED;
    }
    return versions.contains(Optional.of(original))
        ? ClusterState.READY_TO_UPGRADE
        : ClusterState.READY_TO_RUN_UPGRADE_TASKS;
  }

  /** What {@code action} would lead to now. */
  public Decision decide(Action action) {
    ClusterState state = state();
    if (!action.isLegalIn(state)) {
      return new Refused(
          "The action '" + action.word() + "' is not legal while the cluster is " + state + ".");
    }
    return switch (action) {
      case START -> startFrom(self.version());
      case CANCEL, APPROVE -> new Legal(UpgradeMode.OFF);
    };
  }

  private Decision startFrom(Optional<Version> version) {
    return version
        .<Decision>map(original -> new Legal(new UpgradeMode.On(original, live)))
        .orElseGet(() -> new Refused("The version of this node is not known."));
  }

  /** Whether a node of {@code candidate} may join; the reason if it may not. */
  public static Optional<String> refusalToJoin(
      Version candidate, UpgradeMode mode, List<Node> present) {
    return switch (mode) {
      case UpgradeMode.On(Version original, _) ->
          candidate.equals(original) || candidate.isHigherPatchOf(original)
              ? Optional.empty()
              : Optional.of(
                  "version "
                      + candidate
                      + " cannot join: upgrade mode is on for "
                      + original
                      + ", which admits that version and higher patches of the same line");
      case UpgradeMode.Off _ ->
          present.stream()
              .filter(node -> node.version().filter(candidate::equals).isEmpty())
              .findFirst()
              .map(node ->
                  "version "
                      + candidate
                      + " cannot join: upgrade mode is off and node "
                      + node.name()
                      + " ("
                      + node.address()
                      + ") has version "
                      + node.version().map(Version::toString).orElse("unknown"));
    };
  }
}
