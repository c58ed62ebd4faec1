package dev.zdu.member;

import dev.zdu.cluster.Address;
import dev.zdu.cluster.Load;
import dev.zdu.cluster.Node;
import dev.zdu.cluster.NodeState;
import dev.zdu.cluster.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A node as text that peers of another version can read: one {@code key=value} a line. */
final class NodeText {

  private NodeText() {}

  static String of(Node node) {
    StringBuilder text = new StringBuilder();
    line(text, "id", node.id());
    line(text, "name", node.name());
    line(text, "ip", node.address().ip());
    line(text, "port", Integer.toString(node.address().port()));
    node.state().ifPresent(state -> line(text, "state", state.name()));
    node.version().ifPresent(version -> line(text, "version", version.toString()));
    node.buildNumber().ifPresent(build -> line(text, "build", build));
    line(text, "tasks", Integer.toString(node.load().tasks()));
    line(text, "users", Integer.toString(node.load().users()));
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append('=').append(value.replace('\n', ' ')).append('\n');
  }

  static Node parse(String text) {
    Map<String, String> fields = new HashMap<>();
    text.lines()
        .forEach(line -> {
          int equals = line.indexOf('=');
          fields.put(line.substring(0, equals), line.substring(equals + 1));
        });
    return new Node(
        fields.getOrDefault("id", ""),
        fields.getOrDefault("name", ""),
        new Address(fields.getOrDefault("ip", ""), number(fields, "port")),
        Optional.ofNullable(fields.get("state")).map(NodeState::valueOf),
        Optional.ofNullable(fields.get("version")).flatMap(Version::parse),
        Optional.ofNullable(fields.get("build")),
        new Load(number(fields, "tasks"), number(fields, "users")));
  }

  private static int number(Map<String, String> fields, String key) {
    return Integer.parseInt(fields.getOrDefault(key, "0"));
  }
}
