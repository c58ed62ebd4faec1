package dev.drover.task;

import dev.drover.model.Host;
import dev.drover.remote.RemoteException;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import dev.drover.rest.Rest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The product's rolling-upgrade interface, and its status page, on one node.
 *
 * <p>The three transitions are not repeatable: the second one is answered with 409. So after an
 * answer that never came, and after a 409, the cluster is looked at before anything is said.
 */
public final class Zdu {
  private final Rest rest;
  private final Endpoint endpoint;
  private final String node;
  private final String cluster;
  private final Consumer<Observation> notes;

  private Zdu(
      Rest rest, Endpoint endpoint, String node, String cluster, Consumer<Observation> notes) {
    this.rest = rest;
    this.endpoint = endpoint;
    this.node = node;
    this.cluster = cluster;
    this.notes = notes;
  }

  /** The interface of the node on {@code host}. */
  public static Zdu of(Facts facts, Host host) {
    Product product = facts.settings(host, Product.class);
    Endpoint endpoint = product.endpoint(host);
    return new Zdu(facts.rest(endpoint), endpoint, host.name(), product.cluster(), facts::observe);
  }

  /** The interface at an endpoint of a node that is in no inventory. */
  public static Zdu of(Rest rest, Endpoint endpoint, String node) {
    return new Zdu(rest, endpoint, node, "", _ -> {});
  }

  /** What became of a transition that was asked for. */
  public sealed interface Transition {
    /** It took place. */
    record Done(ClusterView now) implements Transition {}

    /** The product refused it as not legal now. */
    record Refused(String words, ClusterView now) implements Transition {}
  }

  /** The cluster as this node sees it. */
  public ClusterView cluster() throws RemoteException, InterruptedException {
    Response response = send(Request.get("/rest/zdu/cluster"));
    if (!response.ok()) {
      throw refused(response, "/rest/zdu/cluster");
    }
    ClusterView view = view(response);
    view.observations(cluster).forEach(notes);
    return view;
  }

  /** The node that answers, as it sees itself. */
  public Optional<ClusterView.NodeView> self() throws RemoteException, InterruptedException {
    Response response = send(Request.get("/rest/zdu/state"));
    if (!response.ok()) {
      throw refused(response, "/rest/zdu/state");
    }
    return ZduBody.self(response.body());
  }

  private ClusterView view(Response response) throws RemoteException.Refused {
    return ZduBody.cluster(response.body())
        .orElseThrow(() ->
            new RemoteException.Refused(
                "%s answered with something that is no cluster at %s/rest/zdu/cluster"
                    .formatted(node, endpoint.base()),
                "check `url` in the host's `product`, and that it leads to the node itself",
                null));
  }

  /** Switches upgrade mode on. */
  public Transition start() throws RemoteException, InterruptedException {
    return transition("start", ClusterView::upgradeMode);
  }

  /** Switches upgrade mode off again. */
  public Transition cancel() throws RemoteException, InterruptedException {
    return transition("cancel", view -> !view.upgradeMode());
  }

  /** Finishes the upgrade; from here on there is no way back. */
  public Transition approve() throws RemoteException, InterruptedException {
    return transition("approve", view -> !view.upgradeMode());
  }

  private Transition transition(String name, Predicate<ClusterView> tookPlace)
      throws RemoteException, InterruptedException {
    Response response;
    try {
      response = send(Request.post("/rest/zdu/" + name));
    } catch (RemoteException.TooSlow | RemoteException.Unreachable lost) {
      ClusterView now = cluster();
      if (tookPlace.test(now)) {
        return new Transition.Done(now);
      }
      throw lost;
    }
    if (response.ok()) {
      Optional<ClusterView> told = ZduBody.cluster(response.body());
      return new Transition.Done(told.isPresent() ? told.get() : cluster());
    }
    if (response.status() == 409) {
      return new Transition.Refused(ZduBody.message(response.body()), cluster());
    }
    throw refused(response, "/rest/zdu/" + name);
  }

  /**
   * The word of the status page, for instance {@code RUNNING}; empty if the page has none. No
   * credentials are sent: the product refuses tokens there, and locks accounts in the end.
   */
  public Optional<String> status() throws RemoteException, InterruptedException {
    Optional<String> status = ZduBody.status(rest.send(Request.get("/status").anonymous()).body());
    notes.accept(Observation.pinned(node, "status page", status.orElse("says nothing")));
    return status;
  }

  private Response send(Request request) throws RemoteException, InterruptedException {
    Response response = rest.send(request);
    if (response.status() == 401 || response.status() == 403) {
      throw denied(response);
    }
    return response;
  }

  private RemoteException.Denied denied(Response response) {
    String who =
        switch (endpoint.authorization()) {
          case Authorization.None none -> "a request without credentials";
          case Authorization.Basic basic -> "the user `" + basic.username() + "`";
          case Authorization.Bearer bearer -> "the access token";
        };
    String next =
        endpoint.authorization() instanceof Authorization.Bearer
            ? "give `username` and `password` of a system administrator in `product`: Bitbucket's"
                + " access tokens reach projects and repositories, not administrative interfaces"
                + " such as this one"
            : "give `username` and `password` of a system administrator in `product`; nothing was"
                + " tried twice, so the account is not locked by this";
    return new RemoteException.Denied(
        "%s refused %s at %s with %d%s"
            .formatted(node, who, endpoint.base(), response.status(), said(response)),
        next,
        null);
  }

  private RemoteException.Refused refused(Response response, String path) {
    return new RemoteException.Refused(
        "%s answered %s%s with %d%s"
            .formatted(node, endpoint.base(), path, response.status(), said(response)),
        response.status() == 404
            ? "check `url` in the host's `product`, context path included; rolling upgrades need"
                + " Bitbucket Data Center 7.9 or later"
            : "look at the node's log; then `drover resume`",
        null);
  }

  private static String said(Response response) {
    String message = ZduBody.message(response.body());
    return message.isEmpty() ? "" : ": " + message;
  }
}
