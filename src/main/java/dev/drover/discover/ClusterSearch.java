package dev.drover.discover;

import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.Rests;
import dev.drover.task.ClusterView;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.Zdu;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the product for the nodes of its cluster. Credentials go to the URLs that were given and
 * nowhere else; at others, only the public status page is asked for.
 */
public final class ClusterSearch {

  /** Where the product listens unless somebody has changed that. */
  private static final int USUAL_PORT = 7990;

  private final Rests rests;
  private final Authorization authorization;
  private final Set<URI> taken = new HashSet<>();

  /** Asks with credentials. */
  public ClusterSearch(Rests rests, Authorization authorization) {
    this.rests = rests;
    this.authorization = authorization;
  }

  /**
   * The nodes, by name.
   *
   * @param given URLs of nodes, or one of a balancer in front of them
   */
  public List<FoundNode> nodes(List<URI> given) throws RemoteException, InterruptedException {
    ClusterView cluster = zdu(given.getFirst()).cluster();
    Map<String, URI> own = own(given, cluster);
    taken.addAll(own.values());
    Optional<URI> pattern = own.values().stream().findFirst();
    List<FoundNode> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (NodeView node : cluster.nodes()) {
      String name = name(node, names);
      Optional<URI> known = Optional.ofNullable(own.get(node.id()));
      Optional<String> address = known.map(URI::getHost).or(() -> plain(node.address()));
      URI url = known.orElseGet(() -> guess(address.orElse(name), pattern, given.getFirst()));
      found.add(
          new FoundNode(
              name,
              address,
              node.version().filter(text -> text.matches("[0-9A-Za-z.+-]{1,40}")),
              url,
              known.isPresent() || (taken.add(url) && answers(url))));
    }
    return found;
  }

  private Zdu zdu(URI base) {
    Endpoint endpoint = Endpoint.of(base, authorization);
    return Zdu.of(rests.to(endpoint), endpoint, base.getHost());
  }

  /** The given URLs that lead to a node itself, by the node's id. */
  private Map<String, URI> own(List<URI> given, ClusterView cluster)
      throws RemoteException, InterruptedException {
    Map<String, URI> own = new LinkedHashMap<>();
    for (URI url : given) {
      Optional<NodeView> self =
          zdu(url)
              .self()
              .flatMap(told ->
                  cluster.nodes().stream().filter(node -> node.id().equals(told.id())).findFirst());
      if (self.isPresent() && isAt(url.getHost(), self.get().address())) {
        own.put(self.get().id(), url);
      }
    }
    return own;
  }

  /** A balancer answers for a node too, but from another address. */
  private static boolean isAt(String host, Optional<String> address) {
    if (address.isEmpty() || host.equals(address.get())) {
      return address.isPresent();
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .anyMatch(one -> one.getHostAddress().equals(address.get()));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** As the node that is known, else as the product listens by default. */
  private static URI guess(String address, Optional<URI> pattern, URI given) {
    String host = address.contains(":") ? "[" + address + "]" : address;
    URI like = pattern.orElse(given);
    String port =
        pattern.isEmpty() ? ":" + USUAL_PORT : like.getPort() < 0 ? "" : ":" + like.getPort();
    String scheme = pattern.isEmpty() ? "http" : like.getScheme();
    return URI.create(scheme + "://" + host + port + like.getRawPath());
  }

  /** Also a text of the right letters need not be an address. */
  private static boolean isHost(String text) {
    try {
      return new URI("http://" + (text.contains(":") ? "[" + text + "]" : text)).getHost() != null;
    } catch (URISyntaxException odd) {
      return false;
    }
  }

  private boolean answers(URI url) throws InterruptedException {
    Endpoint endpoint = Endpoint.of(url, new Authorization.None());
    try {
      return Zdu.of(rests.to(endpoint), endpoint, url.getHost()).status().isPresent();
    } catch (RemoteException silent) {
      return false;
    }
  }

  /** Names come from the network, and end up in commands and files. */
  private static String name(NodeView node, Set<String> names) {
    String told = node.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}") ? node.name() : "node1";
    String name = told;
    for (int i = 2; !names.add(name); i++) {
      name = told.replaceFirst("1$", "") + i;
    }
    return name;
  }

  private static Optional<String> plain(Optional<String> address) {
    return address
        .filter(text -> text.matches("[0-9A-Za-z.:-]{1,253}"))
        .filter(ClusterSearch::isHost);
  }
}
