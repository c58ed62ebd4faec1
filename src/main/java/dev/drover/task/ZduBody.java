package dev.drover.task;

import dev.drover.task.ClusterView.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what the rolling-upgrade interface answers. Fields may be missing or null, values unknown:
 * versions of the product differ, and a node that does not answer its peers has neither state nor
 * version.
 */
final class ZduBody {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ZduBody() {}

  static Optional<ClusterView> cluster(String body) {
    return tree(body)
        .filter(tree -> tree.path("nodes").isArray())
        .map(tree ->
            new ClusterView(
                tree.path("upgradeModeEnabled").asBoolean(false),
                text(tree, "state").flatMap(word -> constant(ClusterState.class, word)),
                text(tree, "originalVersion"),
                nodes(tree.path("nodes"))));
  }

  /** The node that answered. */
  static Optional<NodeView> self(String body) {
    return tree(body)
        .map(tree -> tree.path("buildInfo"))
        .filter(JsonNode::isObject)
        .map(ZduBody::node);
  }

  private static List<NodeView> nodes(JsonNode list) {
    List<NodeView> nodes = new ArrayList<>();
    list.forEach(node -> nodes.add(node(node)));
    return nodes;
  }

  private static NodeView node(JsonNode node) {
    return new NodeView(
        text(node, "id").orElse(""),
        text(node, "name").orElse(""),
        text(node, "ipAddress"),
        number(node, "portNumber"),
        text(node, "state").flatMap(word -> constant(NodeState.class, word)),
        text(node, "version"),
        number(node, "tasksTotal"),
        number(node, "activeUserCount"));
  }

  /** The state on the status page. */
  static Optional<String> status(String body) {
    return tree(body).flatMap(tree -> text(tree, "state"));
  }

  /** What an error's body says; empty if it says nothing. */
  static String message(String body) {
    return tree(body)
        .flatMap(tree -> text(tree.path("errors").path(0), "message"))
        .or(() -> tree(body).flatMap(tree -> text(tree, "message")))
        .orElse("");
  }

  private static Optional<JsonNode> tree(String body) {
    try {
      return body.isBlank() ? Optional.empty() : Optional.of(JSON.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asString()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private static Optional<Integer> number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isInt() ? Optional.of(value.asInt()) : Optional.empty();
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
    try {
      return Optional.of(Enum.valueOf(type, word.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
