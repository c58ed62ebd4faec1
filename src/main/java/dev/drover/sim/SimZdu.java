package dev.drover.sim;

import dev.drover.rest.Endpoint.Authorization;
import dev.drover.rest.Request;
import dev.drover.rest.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What a simulated node answers: its status, and the interface of rolling upgrades. */
record SimZdu(World world, World.Place place) {
  private static final JsonMapper JSON = JsonMapper.shared();

  Response answer(Request request, Authorization authorization) {
    if (request.path().endsWith("/status")) {
      return status();
    }
    String path = path(request);
    if (!path.startsWith("/rest/")) {
      return SimRest.json(404, "");
    }
    if (place.node().faults().contains(SimNode.Fault.REST_DOWN)) {
      return SimRest.json(503, "");
    }
    if (place.node().state() == SimNode.State.STARTING
        || place.node().state() == SimNode.State.ERROR) {
      return error(503, "This node is " + place.node().state() + ".");
    }
    return refusal(request, authorization).orElseGet(() -> route(request.method() + " " + path));
  }

  /** The path without the product's context path. */
  private String path(Request request) {
    String context = Optional.ofNullable(place.node().url().getPath()).orElse("");
    return request.path().startsWith(context + "/rest/")
        ? request.path().substring(context.length())
        : request.path();
  }

  private Response status() {
    return switch (place.node().state()) {
      case STARTING -> SimRest.json(503, "{\"state\":\"STARTING\"}");
      case ERROR -> SimRest.json(500, "{\"state\":\"ERROR\"}");
      case TERMINATING -> SimRest.json(503, "{\"state\":\"STOPPING\"}");
      case ACTIVE, DRAINING, OFFLINE, ABSENT -> SimRest.json(200, "{\"state\":\"RUNNING\"}");
    };
  }

  private Optional<Response> refusal(Request request, Authorization authorization) {
    boolean shown =
        request.authenticated()
            && switch (authorization) {
              case Authorization.None none -> false;
              case Authorization.Basic basic -> true;
              case Authorization.Bearer bearer ->
                  place.cluster().access() != SimCluster.Access.NO_TOKENS;
            };
    if (!shown || place.cluster().access() == SimCluster.Access.UNAUTHENTICATED) {
      return Optional.of(error(401, "Authentication failed."));
    }
    return place.cluster().access() == SimCluster.Access.FORBIDDEN
        ? Optional.of(error(403, "You are not permitted to access this resource"))
        : Optional.empty();
  }

  private Response route(String line) {
    SimCluster cluster = place.cluster();
    return switch (line) {
      case "GET /rest/zdu/state" -> {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("state", cluster.state().name());
        body.put("buildInfo", node(place.node()));
        yield SimRest.json(200, JSON.writeValueAsString(body));
      }
      case "GET /rest/zdu/cluster" -> cluster();
      case "POST /rest/zdu/start" -> changed(cluster.start());
      case "POST /rest/zdu/cancel" -> changed(cluster.cancel());
      case "POST /rest/zdu/approve" ->
          place.node().faults().contains(SimNode.Fault.APPROVE_FAILS)
              ? error(500, "An error occurred while processing the request")
              : approved(cluster);
      default -> one(line);
    };
  }

  private Response approved(SimCluster cluster) {
    List<SimNode> absent =
        cluster.nodes().stream().filter(node -> node.state() != SimNode.State.ACTIVE).toList();
    boolean legal = cluster.approve();
    if (legal) {
      absent.forEach(node ->
          world.mishap(
              Mishap.Kind.DROPPED,
              node.host(),
              "the upgrade was finished without " + node.name() + ", which was not ACTIVE"));
    }
    return changed(legal);
  }

  private Response one(String line) {
    return place.cluster().listed().stream()
        .filter(node -> line.equals("GET /rest/zdu/nodes/" + node.id()))
        .findFirst()
        .map(node -> SimRest.json(200, JSON.writeValueAsString(node(node))))
        .orElse(error(404, "There is nothing here"));
  }

  private Response changed(boolean legal) {
    if (legal) {
      return cluster();
    }
    return place.node().faults().contains(SimNode.Fault.EMPTY_CONFLICT)
        ? SimRest.json(409, "")
        : error(409, "The cluster is " + place.cluster().state());
  }

  private Response cluster() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("upgradeModeEnabled", place.cluster().upgradeMode());
    body.put("state", place.cluster().state().name());
    body.put("originalVersion", place.cluster().originalVersion().orElse(null));
    body.put("nodes", place.cluster().listed().stream().map(this::node).toList());
    body.put("links", List.of(Map.of("rel", "self", "href", "/")));
    return SimRest.json(200, JSON.writeValueAsString(body));
  }

  private Map<String, Object> node(SimNode node) {
    SimNode.View view = node.look();
    boolean offline = node.state() == SimNode.State.OFFLINE;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", node.id());
    body.put("name", node.name());
    body.put("ipAddress", node.url().getHost());
    body.put("state", view.state().map(Enum::name).orElse(null));
    body.put("tasksTotal", offline ? null : node.tasks());
    body.put("activeUserCount", offline ? null : node.users());
    body.put("buildNumber", null);
    body.put("version", offline ? null : view.version().orElse(null));
    body.put("local", node == place.node());
    body.put("portNumber", node.url().getPort());
    body.put("links", List.of());
    return body;
  }

  private static Response error(int status, String message) {
    return SimRest.json(
        status, JSON.writeValueAsString(Map.of("errors", List.of(Map.of("message", message)))));
  }
}
