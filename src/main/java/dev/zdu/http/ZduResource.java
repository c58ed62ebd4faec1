package dev.zdu.http;

import dev.zdu.cluster.Action;
import dev.zdu.cluster.Cluster;
import dev.zdu.cluster.Decision;
import dev.zdu.cluster.Node;
import dev.zdu.fault.Fault;
import dev.zdu.fault.Faults;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** The rolling-upgrade resource. */
final class ZduResource {

  private final Backend backend;
  private final Json json;
  private final Faults faults;

  ZduResource(Backend backend, Json json, Faults faults) {
    this.backend = backend;
    this.json = json;
    this.faults = faults;
  }

  void routes(RoutesConfig routes, Gate gate) {
    routes.get("/rest/zdu/state", gate.administration(this::state));
    routes.get("/rest/zdu/cluster", gate.administration(this::cluster));
    routes.get("/rest/zdu/nodes/{id}", gate.administration(this::node));
    for (Action action : Action.values()) {
      routes.post(
          "/rest/zdu/" + action.word(), gate.administration(context -> take(action, context)));
    }
  }

  private void state(Context context) throws IOException {
    Gate.answer(context, 200, json.clusterState(backend.cluster()));
  }

  private void cluster(Context context) throws IOException {
    Gate.answer(context, 200, json.cluster(backend.cluster()));
  }

  private void node(Context context) throws IOException {
    Cluster cluster = backend.cluster();
    String id = context.pathParam("id");
    Optional<Node> node = cluster.node(id);
    if (node.isPresent()) {
      Gate.answer(context, 200, json.node(cluster, node.get()));
    } else {
      Gate.refuse(context, 404, "There is no node " + id + " in the cluster.");
    }
  }

  private void take(Action action, Context context) throws IOException {
    if (action == Action.APPROVE && faults.isOn(Fault.APPROVE_ERROR)) {
      Gate.refuse(context, 500, "The fault approve-error is on.");
      return;
    }
    switch (backend.take(action)) {
      case Decision.Legal _ -> Gate.answer(context, 200, json.cluster(backend.cluster()));
      case Decision.Refused(String reason) -> {
        if (faults.isOn(Fault.EMPTY_CONFLICT)) {
          context.status(409);
        } else {
          Gate.refuse(context, 409, reason);
        }
      }
    }
  }
}
