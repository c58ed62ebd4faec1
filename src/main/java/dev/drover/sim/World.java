package dev.drover.sim;

import dev.drover.remote.Address;
import dev.drover.rest.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated world that a run acts on in place of the real one: hosts, clusters, balancers and
 * web pages. Two worlds are the same if {@link #describe} says the same of them.
 *
 * <p>Its doors take its monitor, so that several threads may work in it; whoever reaches in
 * directly while others do holds the monitor too.
 */
public final class World {
  /**
   * A node with the cluster that it is in.
   *
   * @param cluster its cluster
   * @param node the node
   */
  public record Place(SimCluster cluster, SimNode node) {}

  private final Map<String, SimHost> hosts = new LinkedHashMap<>();
  private final Map<String, SimCluster> clusters = new LinkedHashMap<>();
  private final Map<String, SimBalancer> balancers = new LinkedHashMap<>();
  private final Map<String, SimCommand> commands = new LinkedHashMap<>();
  private final Map<String, Response> pages = new LinkedHashMap<>();
  private final Map<String, Content> downloads = new LinkedHashMap<>();
  private final Map<URI, SimSilences> silences = new LinkedHashMap<>();
  private final SimLeases leases = new SimLeases();
  private final List<Mishap> mishaps = new ArrayList<>();
  private Optional<SimCommand> otherwise = Optional.empty();

  /** A world with the commands that every host knows, and nothing else. */
  public World() {
    FileCommands.addTo(commands);
    ArchiveCommands.addTo(commands);
    ProcessCommands.addTo(commands);
    SimJobs.addTo(commands);
    ProductCommands.addTo(commands);
    DoctorCommands.addTo(commands);
    LeaseCommands.addTo(commands);
  }

  /** Another world in which all is as it is here now. */
  public World copy() {
    World copy = new World();
    copy.commands.putAll(commands);
    copy.pages.putAll(pages);
    copy.downloads.putAll(downloads);
    copy.mishaps.addAll(mishaps);
    copy.otherwise = otherwise;
    copy.leases.putAll(leases);
    hosts.forEach((host, one) -> copy.hosts.put(host, new SimHost(copy, one)));
    clusters.forEach((cluster, one) -> copy.clusters.put(cluster, new SimCluster(one)));
    balancers.forEach((balancer, one) -> copy.balancers.put(balancer, new SimBalancer(copy, one)));
    silences.forEach((url, all) -> copy.silences.put(url, new SimSilences(all)));
    return copy;
  }

  /** Adds a host where one logs in as {@code user}. */
  public SimHost addHost(String name, String user) {
    SimHost host = new SimHost(this, name, user);
    hosts.put(name, host);
    return host;
  }

  /** The host of a name. */
  public SimHost host(String name) {
    return findHost(name)
        .orElseThrow(() -> new IllegalArgumentException("the simulated world has no host " + name));
  }

  /** The host of a name, if there is one. */
  public Optional<SimHost> findHost(String name) {
    return Optional.ofNullable(hosts.get(name));
  }

  /** All hosts. */
  public List<SimHost> hosts() {
    return List.copyOf(hosts.values());
  }

  /** Adds a cluster. */
  public SimCluster addCluster(String name) {
    SimCluster cluster = new SimCluster(name);
    clusters.put(name, cluster);
    return cluster;
  }

  /** All clusters. */
  public List<SimCluster> clusters() {
    return List.copyOf(clusters.values());
  }

  /** The node on a machine. */
  public Optional<Place> nodeOn(String host) {
    return places().stream().filter(place -> place.node().host().equals(host)).findFirst();
  }

  /** The node that answers at a base URL. */
  public Optional<Place> nodeAt(URI base) {
    return places().stream()
        .filter(place ->
            place.node().url().getHost().equals(base.getHost())
                && place.node().url().getPort() == base.getPort())
        .findFirst();
  }

  private List<Place> places() {
    return clusters.values().stream()
        .flatMap(cluster -> cluster.nodes().stream().map(node -> new Place(cluster, node)))
        .toList();
  }

  /**
   * Adds a balancer.
   *
   * @param address where its Runtime API listens: {@code HOST:/path} for a unix socket on a host,
   *     {@code address:port} for TCP
   */
  public SimBalancer addBalancer(String name, String address) {
    SimBalancer balancer = new SimBalancer(this, name, address);
    balancers.put(name, balancer);
    return balancer;
  }

  /** All balancers. */
  public List<SimBalancer> balancers() {
    return List.copyOf(balancers.values());
  }

  /** The balancer whose Runtime API listens at an address, as seen from a machine. */
  Optional<SimBalancer> listener(String from, Address address) {
    String wanted =
        switch (address) {
          case Address.UnixSocket socket -> from + ":" + socket.path();
          case Address.Tcp tcp -> tcp.toString();
        };
    return balancers.values().stream()
        .filter(balancer -> balancer.address().equals(wanted))
        .findFirst();
  }

  /** Whether anything listens at an address, as seen from a machine. */
  boolean listens(String from, Address address) {
    return switch (address) {
      case Address.UnixSocket socket -> false;
      case Address.Tcp tcp -> {
        boolean loopback = tcp.host().equals("localhost") || tcp.host().startsWith("127.");
        String where = loopback ? from : tcp.host();
        boolean port =
            findHost(where)
                .filter(SimHost::reachable)
                .map(host -> host.ports().contains(tcp.port()))
                .orElse(false);
        yield port
            || places().stream()
                .map(Place::node)
                .filter(SimNode::answers)
                .anyMatch(node ->
                    node.url().getPort() == tcp.port()
                        && (node.url().getHost().equals(tcp.host()) || node.host().equals(where)));
      }
    };
  }

  /** Whether the machine's health check succeeds: its node serves users, or it has no node. */
  boolean healthy(String host) {
    return nodeOn(host).map(place -> place.node().state() == SimNode.State.ACTIVE).orElse(true);
  }

  /** Programs and scripts by name; a test may add its own. */
  public Map<String, SimCommand> commands() {
    return commands;
  }

  /** Who may work on which clusters. */
  SimLeases leases() {
    return leases;
  }

  /** The silences of the Alertmanager at a base URL. */
  public SimSilences silences(URI base) {
    return silences.computeIfAbsent(base, _ -> new SimSilences());
  }

  /** What a command does that nothing here emulates; if nothing is set, it is a mistake. */
  public Optional<SimCommand> otherwise() {
    return otherwise;
  }

  /** Sets what a command does that nothing here emulates. */
  public void otherwise(SimCommand command) {
    otherwise = Optional.of(command);
  }

  /** What was done that must never be done, in that order. */
  public List<Mishap> mishaps() {
    return List.copyOf(mishaps);
  }

  void mishap(Mishap.Kind kind, String subject, String words) {
    mishaps.add(new Mishap(kind, subject, words));
  }

  /** The balancers that send users to a machine: it is in none of them for maintenance. */
  List<String> sendingTo(String host) {
    return balancers.values().stream()
        .filter(balancer ->
            !balancer.leadingTo(host).isEmpty()
                && balancer.leadingTo(host).stream().allMatch(server -> server.admin() == 0))
        .map(SimBalancer::name)
        .toList();
  }

  /** What can be fetched, by URL. */
  public Map<String, Content> downloads() {
    return downloads;
  }

  /** Answers of web servers that are no nodes, by {@code METHOD URL}. */
  public Map<String, Response> pages() {
    return pages;
  }

  /** All that is there, line by line; what only passes, such as sessions and load, is left out. */
  public String describe() {
    StringBuilder out = new StringBuilder();
    describe(out);
    return out.toString();
  }

  /** The same with what only passes. */
  public String describeMoment() {
    StringBuilder out = new StringBuilder();
    synchronized (this) {
      describe(out);
      hosts.values().forEach(host -> host.describeMoment(out));
      clusters.values().forEach(cluster -> cluster.describeMoment(out));
      balancers.values().forEach(balancer -> balancer.describeMoment(out));
      leases.describe(out);
    }
    return out.toString();
  }

  private void describe(StringBuilder out) {
    synchronized (this) {
      hosts.values().forEach(host -> host.describe(out));
      clusters.values().forEach(cluster -> cluster.describe(out));
      balancers.values().forEach(balancer -> balancer.describe(out));
      silences.forEach((url, all) -> all.describe(url.toString(), out));
    }
  }
}
