package dev.drover.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A cluster as one of its nodes sees it.
 *
 * @param state its state; empty if the node named none that is known
 * @param originalVersion the version it had when upgrade mode was switched on
 */
public record ClusterView(
    boolean upgradeMode,
    Optional<ClusterState> state,
    Optional<String> originalVersion,
    List<NodeView> nodes) {

  /**
   * A node as another one, or itself, sees it. State and version are empty while it does not answer
   * its peers in time; tasks and users, where the product does not tell.
   */
  public record NodeView(
      String id,
      String name,
      Optional<String> address,
      Optional<Integer> port,
      Optional<NodeState> state,
      Optional<String> version,
      Optional<Integer> tasks,
      Optional<Integer> users) {

    /** True if it is in {@code wanted}. */
    public boolean is(NodeState wanted) {
      return state.filter(wanted::equals).isPresent();
    }

    /** State and version in words. */
    public String words() {
      String seen = state.map(NodeState::name).orElse("in no known state");
      return version.map(of -> seen + " at " + of).orElse(seen);
    }

    @Override
    public String toString() {
      return name + " " + words();
    }
  }

  public ClusterView {
    nodes = List.copyOf(nodes);
  }

  /**
   * The node of a host: by name, else by address. Ids are not used, they change when a node is
   * started again.
   */
  public Optional<NodeView> node(Product product) {
    return nodes.stream()
        .filter(node -> node.name().equals(product.nodeName()))
        .findFirst()
        .or(() -> byAddress(product));
  }

  private Optional<NodeView> byAddress(Product product) {
    List<NodeView> there =
        nodes.stream()
            .filter(node -> node.address().equals(Optional.ofNullable(product.url().getHost())))
            .filter(node -> node.port().map(port -> port == product.url().getPort()).orElse(true))
            .toList();
    return there.size() == 1 ? Optional.of(there.getFirst()) : Optional.empty();
  }

  /**
   * What of it a plan rests on. Ids, ports and how busy a node is are left out: they differ without
   * meaning anything.
   *
   * @param cluster its name in the inventory
   */
  List<Observation> observations(String cluster) {
    String subject = "cluster " + cluster;
    List<Observation> seen = new ArrayList<>();
    seen.add(Observation.pinned(subject, "state", words()));
    seen.add(Observation.pinned(subject, "upgrade mode", upgradeMode ? "on" : "off"));
    originalVersion.ifPresent(
        version -> seen.add(Observation.pinned(subject, "original version", version)));
    seen.add(
        Observation.pinned(
            subject,
            "nodes",
            nodes.stream().map(NodeView::name).sorted().collect(Collectors.joining(", "))));
    for (NodeView node : nodes) {
      String whose = " of node " + node.name();
      seen.add(
          Observation.pinned(
              subject, "state" + whose, node.state().map(NodeState::name).orElse("none")));
      seen.add(Observation.pinned(subject, "version" + whose, node.version().orElse("none")));
      node.address()
          .ifPresent(address -> seen.add(Observation.pinned(subject, "address" + whose, address)));
    }
    return seen;
  }

  /** True if it is in {@code wanted}. */
  public boolean is(ClusterState wanted) {
    return state.filter(wanted::equals).isPresent();
  }

  /** The state in a word. */
  public String words() {
    return state.map(ClusterState::name).orElse("in no known state");
  }

  @Override
  public String toString() {
    return words()
        + ", upgrade mode "
        + (upgradeMode ? "on" : "off")
        + ": "
        + nodes.stream().map(NodeView::toString).collect(Collectors.joining(", "));
  }
}
