package dev.zdu.http;

import dev.zdu.cluster.Action;
import dev.zdu.cluster.Cluster;
import dev.zdu.cluster.ClusterState;
import dev.zdu.cluster.Node;
import dev.zdu.cluster.Push;
import dev.zdu.cluster.UpgradeMode;
import dev.zdu.cluster.Version;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON shapes, with the names of the vendor's REST reference. What is not known is null, never
 * left out.
 */
final class Json {

  /** Fields that some releases have and others have not. */
  record Profile(boolean tasksAndUsers, boolean portNumber) {}

  private static final JsonNodeFactory NEW = JsonNodeFactory.instance;

  private final Profile profile;

  Json(Profile profile) {
    this.profile = profile;
  }

  ObjectNode clusterState(Cluster cluster) {
    ObjectNode json = NEW.objectNode();
    json.put("state", cluster.state().name());
    json.set("buildInfo", node(cluster, cluster.self()));
    return json;
  }

  ObjectNode cluster(Cluster cluster) {
    ObjectNode json = NEW.objectNode();
    ClusterState state = cluster.state();
    json.put("upgradeModeEnabled", cluster.mode() instanceof UpgradeMode.On);
    json.put("state", state.name());
    json.set(
        "originalVersion",
        switch (cluster.mode()) {
          case UpgradeMode.Off _ -> NEW.nullNode();
          case UpgradeMode.On on -> NEW.stringNode(on.originalVersion().toString());
        });
    ArrayNode nodes = json.putArray("nodes");
    cluster.nodes().forEach(node -> nodes.add(node(cluster, node)));
    ArrayNode links = json.putArray("links");
    links.add(link("self", "/"));
    for (Action action : Action.values()) {
      if (action.isLegalIn(state)) {
        links.add(link(action.word(), "/" + action.word()));
      }
    }
    return json;
  }

  ObjectNode node(Cluster cluster, Node node) {
    ObjectNode json = NEW.objectNode();
    json.put("id", node.id());
    json.put("name", node.name());
    json.put("ipAddress", node.address().ip());
    if (profile.portNumber()) {
      json.put("portNumber", node.address().port());
    }
    json.set("state", text(node.state().map(Enum::name)));
    if (profile.tasksAndUsers()) {
      json.put("tasksTotal", node.load().tasks());
      json.put("activeUserCount", node.load().users());
    }
    json.set("buildNumber", text(node.buildNumber()));
    json.set("version", text(node.version().map(Version::toString)));
    json.put("local", cluster.isSelf(node));
    json.putArray("links").add(link("self", "/nodes/" + node.id()));
    return json;
  }

  private static ObjectNode link(String rel, String href) {
    return NEW.objectNode().put("rel", rel).put("href", href);
  }

  private static JsonNode text(Optional<String> value) {
    return value.<JsonNode>map(NEW::stringNode).orElseGet(NEW::nullNode);
  }

  /** The live members, in the form of the administration resource. */
  static ObjectNode members(Cluster cluster) {
    ObjectNode json = NEW.objectNode();
    json.set("localNode", member(cluster, cluster.self()));
    ArrayNode nodes = json.putArray("nodes");
    cluster.live().forEach(node -> nodes.add(member(cluster, node)));
    json.put("running", true);
    return json;
  }

  private static ObjectNode member(Cluster cluster, Node node) {
    ObjectNode json = NEW.objectNode();
    json.put("id", node.id());
    json.put("name", node.name());
    json.putObject("address")
        .put("hostName", node.address().ip())
        .put("port", node.address().port());
    json.set("buildVersion", text(node.version().map(Version::toString)));
    json.put("local", cluster.isSelf(node));
    return json;
  }

  static ObjectNode application(Node self) {
    ObjectNode json = NEW.objectNode();
    json.set("version", text(self.version().map(Version::toString)));
    json.set("buildNumber", text(self.buildNumber()));
    json.put("displayName", "Bitbucket");
    return json;
  }

  static ObjectNode pushes(List<Push> pushes) {
    ObjectNode json = NEW.objectNode();
    ArrayNode rows = json.putArray("pushes");
    for (Push push : pushes) {
      rows.addObject()
          .put("repository", push.repository())
          .put("ref", push.ref())
          .put("oldId", push.oldId())
          .put("newId", push.newId())
          .put("user", push.user())
          .put("node", push.node())
          .put("time", push.time().toString());
    }
    return json;
  }

  /** The general form of an error. */
  static ObjectNode error(String message) {
    ObjectNode json = NEW.objectNode();
    json.putArray("errors")
        .addObject()
        .putNull("context")
        .put("message", message)
        .putNull("exceptionName");
    return json;
  }

  static ObjectNode object() {
    return NEW.objectNode();
  }
}
