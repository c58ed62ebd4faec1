package dev.drover.tasks;

import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A map of a case file; what nobody asks for in it is a mistake of the case. */
final class Section {
  private final String where;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private Section(String where, MapNode node) {
    this.where = where;
    node.entries().forEach(entry -> values.put(entry.key().text(), entry.value()));
  }

  /** The map that a node is; an empty scalar stands for an empty map. */
  static Section of(String where, Node node) {
    return switch (node) {
      case MapNode map -> new Section(where, map);
      case ScalarNode scalar when isNothing(scalar) -> empty(where);
      case ScalarNode _, ListNode _ -> throw wrong(node, where + " must be a map");
    };
  }

  static Section empty(String where) {
    return new Section(where, new MapNode(List.of(), Span.startOf(new Source(where, ""))));
  }

  private static IllegalArgumentException wrong(Node node, String message) {
    return new IllegalArgumentException(node.span() + ": " + message);
  }

  static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.plain()
        && Values.literal(scalar) instanceof Value.Nothing;
  }

  Optional<Node> node(String name) {
    asked.add(name);
    return Optional.ofNullable(values.get(name));
  }

  Optional<String> text(String name) {
    return node(name).map(node -> text(node, where + "." + name));
  }

  String text(String name, String standard) {
    return text(name).orElse(standard);
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(text(name, "false"));
  }

  int number(String name, int standard) {
    return text(name).map(Integer::valueOf).orElse(standard);
  }

  List<String> texts(String name) {
    return node(name).map(node -> texts(node, where + "." + name)).orElse(List.of());
  }

  Section section(String name) {
    String inner = where + "." + name;
    return node(name).map(node -> of(inner, node)).orElseGet(() -> empty(inner));
  }

  /** Every entry, whatever its name. */
  void each(BiConsumer<String, Node> use) {
    values.forEach((name, value) -> {
      asked.add(name);
      use.accept(name, value);
    });
  }

  /** Every entry, a map itself. */
  void eachSection(BiConsumer<String, Section> use) {
    each((name, node) -> {
      Section inner = of(where + "." + name, node);
      use.accept(name, inner);
      inner.end();
    });
  }

  Map<String, String> map() {
    Map<String, String> map = new LinkedHashMap<>();
    each((name, node) -> map.put(name, text(node, where + "." + name)));
    return map;
  }

  /** Nothing else may be there. */
  void end() {
    Set<String> unknown = new LinkedHashSet<>(values.keySet());
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          where + " has no " + String.join(", ", unknown) + "; it has " + asked);
    }
  }

  static String text(Node node, String where) {
    if (node instanceof ScalarNode scalar) {
      return scalar.text();
    }
    throw wrong(node, where + " must be one value");
  }

  static List<String> texts(Node node, String where) {
    return node instanceof ListNode list
        ? list.items().stream().map(item -> text(item, where)).toList()
        : List.of(text(node, where));
  }

  /** Two maps as one: what the second says counts, and nothing there takes away. */
  static Node merged(Node base, Node over) {
    if (!(base instanceof MapNode below) || !(over instanceof MapNode above)) {
      return over;
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    below.entries().forEach(entry -> entries.put(entry.key().text(), entry));
    for (Entry entry : above.entries()) {
      Entry old = entries.get(entry.key().text());
      if (isNothing(entry.value())) {
        entries.remove(entry.key().text());
      } else {
        Node value = old == null ? entry.value() : merged(old.value(), entry.value());
        entries.put(entry.key().text(), new Entry(entry.key(), value));
      }
    }
    return new MapNode(List.copyOf(entries.values()), above.span());
  }
}
