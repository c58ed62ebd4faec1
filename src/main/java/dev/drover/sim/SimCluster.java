package dev.drover.sim;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A simulated cluster, with the rules of rolling upgrades as a runbook sees them. */
public final class SimCluster {
  /** The states of a cluster that is being upgraded, or not. */
  public enum State {
    STABLE,
    READY_TO_UPGRADE,
    MIXED,
    READY_TO_RUN_UPGRADE_TASKS
  }

  /** Who may ask and change. */
  public enum Access {
    /** Anybody who shows credentials. */
    ADMINISTRATOR,
    /** Credentials are good, rights are not. */
    FORBIDDEN,
    /** Credentials are not accepted. */
    UNAUTHENTICATED,
    /** Tokens are not accepted, passwords are. */
    NO_TOKENS
  }

  private final String name;
  private final Map<String, SimNode> nodes = new LinkedHashMap<>();
  private boolean upgradeMode;
  private String originalVersion = "";
  private Access access = Access.ADMINISTRATOR;

  SimCluster(String name) {
    this.name = name;
  }

  /** The same cluster in another world. */
  SimCluster(SimCluster other) {
    this.name = other.name;
    this.upgradeMode = other.upgradeMode;
    this.originalVersion = other.originalVersion;
    this.access = other.access;
    other.nodes.forEach((node, one) -> nodes.put(node, new SimNode(one)));
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Adds a node. */
  public SimNode node(String node, String host, URI url, SimNode.State state, String version) {
    SimNode made = new SimNode(node, host, url, state, version);
    nodes.put(node, made);
    return made;
  }

  /** All its nodes, absent ones too. */
  public List<SimNode> nodes() {
    return List.copyOf(nodes.values());
  }

  /** The nodes that it lists. */
  public List<SimNode> listed() {
    return nodes.values().stream().filter(node -> node.state() != SimNode.State.ABSENT).toList();
  }

  /** Who may ask. */
  public Access access() {
    return access;
  }

  /** Sets who may ask. */
  public SimCluster access(Access who) {
    this.access = who;
    return this;
  }

  /** Whether upgrade mode is on. */
  public boolean upgradeMode() {
    return upgradeMode;
  }

  /** The version that it had when upgrade mode was switched on; empty while it is off. */
  public Optional<String> originalVersion() {
    return upgradeMode ? Optional.of(originalVersion) : Optional.empty();
  }

  /** Sets upgrade mode as it is at the beginning of a scenario. */
  public SimCluster upgradeModeOn(String original) {
    upgradeMode = true;
    originalVersion = original;
    return this;
  }

  /** Its state, by the rules in their order. */
  public State state() {
    if (nodes.values().stream().anyMatch(node -> node.state() == SimNode.State.ERROR)) {
      return State.MIXED;
    }
    if (!upgradeMode) {
      return State.STABLE;
    }
    Set<String> versions = versions();
    if (versions.size() > 1) {
      return State.MIXED;
    }
    return versions.isEmpty() || versions.contains(originalVersion)
        ? State.READY_TO_UPGRADE
        : State.READY_TO_RUN_UPGRADE_TASKS;
  }

  /** The versions of the nodes that are not offline. */
  public Set<String> versions() {
    return nodes.values().stream()
        .filter(SimNode::answers)
        .map(SimNode::version)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Switches upgrade mode on; false if it is not legal now. */
  public boolean start() {
    if (upgradeMode || state() != State.STABLE) {
      return false;
    }
    originalVersion = versions().stream().findFirst().orElse("");
    upgradeMode = true;
    return true;
  }

  /** Switches upgrade mode off again; false if it is not legal now. */
  public boolean cancel() {
    return state() == State.READY_TO_UPGRADE && switchOff();
  }

  /** Finishes the upgrade; false if it is not legal now. */
  public boolean approve() {
    return state() == State.READY_TO_RUN_UPGRADE_TASKS && switchOff();
  }

  private boolean switchOff() {
    upgradeMode = false;
    originalVersion = "";
    nodes.values().stream()
        .filter(node -> node.state() == SimNode.State.OFFLINE)
        .forEach(node -> node.become(SimNode.State.ABSENT));
    return true;
  }

  /** Why a process of a version may not join; empty if it may. */
  Optional<String> refuses(String version) {
    Set<String> versions = versions();
    if (versions.isEmpty() || versions.equals(Set.of(version))) {
      return Optional.empty();
    }
    if (!upgradeMode) {
      return Optional.of(
          "node of version "
              + version
              + " can't join a cluster of version "
              + String.join(", ", versions)
              + ": upgrade mode is off");
    }
    return version.equals(originalVersion) || laterPatch(version)
        ? Optional.empty()
        : Optional.of(version + " is no bug-fix release after " + originalVersion);
  }

  private boolean laterPatch(String version) {
    int dot = version.lastIndexOf('.');
    int originalDot = originalVersion.lastIndexOf('.');
    return dot > 0
        && dot == originalDot
        && version.substring(0, dot).equals(originalVersion.substring(0, dot))
        && Integer.parseInt(version.substring(dot + 1))
            > Integer.parseInt(originalVersion.substring(dot + 1));
  }

  /** The process of a node has ended. */
  void left(SimNode node) {
    node.become(upgradeMode ? SimNode.State.OFFLINE : SimNode.State.ABSENT);
  }

  /** What {@link #describe} leaves out. */
  void describeMoment(StringBuilder out) {
    nodes.values().forEach(node -> node.describeMoment(out));
  }

  void describe(StringBuilder out) {
    out.append("cluster ").append(name).append(' ').append(state());
    originalVersion().ifPresent(version -> out.append(", upgrade mode on from ").append(version));
    out.append('\n');
    nodes.values().forEach(node -> out.append("  node ").append(node).append('\n'));
  }
}
