package dev.drover.demo;

import java.util.List;

/**
 * How a cluster is now.
 *
 * @param state state of the cluster as its nodes tell, empty if none answers
 * @param database whether the database runs
 * @param edge whether SSH servers and balancer run
 */
public record ClusterStatus(
    String name,
    String directory,
    String state,
    boolean upgradeMode,
    boolean database,
    boolean edge,
    String balancer,
    String ssh,
    String httpUrl,
    String sshUrl,
    List<NodeStatus> nodes) {

  /**
   * How a node is now; empty is what nobody knows.
   *
   * @param process its process id, 0 if it does not run
   * @param status what its {@code /status} says
   * @param state its state as the cluster sees it
   * @param http its state at the balancer for HTTP
   * @param gitSsh its state at the balancer for Git over SSH
   * @param faults faults that are on
   */
  public record NodeStatus(
      String name,
      long process,
      String status,
      String state,
      String version,
      String http,
      String gitSsh,
      String faults,
      String url,
      int sshPort) {}

  public ClusterStatus {
    nodes = List.copyOf(nodes);
  }
}
