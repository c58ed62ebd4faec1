package dev.drover.report;

import dev.drover.expr.Template;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.model.Group;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Variable;
import dev.drover.secret.SecretNames;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An inventory in the shape of {@code ansible-inventory}: templates as they are written, secrets
 * not shown.
 */
public final class InventoryView {

  private static final String HIDDEN = "***";

  private InventoryView() {}

  /** What {@code ansible-inventory --list} prints, of these hosts. */
  public static Map<String, Object> list(Inventory inventory, List<Host> hosts) {
    Set<String> shown = new LinkedHashSet<>();
    hosts.forEach(host -> shown.add(host.name()));
    Map<String, Object> list = new TreeMap<>();
    for (Group group : inventory.tree().values()) {
      Map<String, Object> parts = new TreeMap<>();
      put(parts, "children", group.children());
      put(parts, "hosts", group.hosts().stream().filter(shown::contains).toList());
      if (!parts.isEmpty()) {
        list.put(group.name(), parts);
      }
    }
    Map<String, Object> hostvars = new TreeMap<>();
    for (Host host : hosts) {
      Map<String, Object> vars = host(host);
      if (!vars.isEmpty()) {
        hostvars.put(host.name(), vars);
      }
    }
    list.put("_meta", Map.of("hostvars", hostvars));
    return list;
  }

  private static void put(Map<String, Object> parts, String key, List<String> names) {
    if (!names.isEmpty()) {
      parts.put(key, names);
    }
  }

  /** What {@code ansible-inventory --host} prints. */
  public static Map<String, Object> host(Host host) {
    return data(host.vars());
  }

  private static Map<String, Object> data(Map<String, Variable> vars) {
    Map<String, Object> data = new TreeMap<>();
    vars.forEach((name, variable) -> data.put(name, data(name, variable.value())));
    return data;
  }

  /** What {@code ansible-inventory --graph} prints, from a group on. */
  public static List<String> graph(Inventory inventory, Group top, List<Host> hosts, boolean vars) {
    Map<String, Host> shown = new LinkedHashMap<>();
    hosts.forEach(host -> shown.put(host.name(), host));
    List<String> lines = new ArrayList<>();
    graph(inventory, top, shown, vars, 0, lines);
    return lines;
  }

  private static void graph(
      Inventory inventory,
      Group group,
      Map<String, Host> shown,
      boolean vars,
      int depth,
      List<String> lines) {
    lines.add(branch("@" + group.name() + ":", depth));
    for (String child : group.children()) {
      Group below = inventory.tree().get(child);
      if (below != null) {
        graph(inventory, below, shown, vars, depth + 1, lines);
      }
    }
    for (String name : group.hosts()) {
      Host host = shown.get(name);
      if (host != null) {
        lines.add(branch(name, depth + 1));
        vars(vars ? host.vars() : Map.of(), depth + 2, lines);
      }
    }
    vars(vars ? group.vars() : Map.of(), depth + 1, lines);
  }

  private static void vars(Map<String, Variable> vars, int depth, List<String> lines) {
    data(vars)
        .forEach((name, value) -> lines.add(branch("{%s = %s}".formatted(name, value), depth)));
  }

  private static String branch(String name, int depth) {
    return depth == 0 ? name : "  |".repeat(depth) + "--" + name;
  }

  private static @Nullable Object data(String name, Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(name, scalar);
      case ListNode list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(data(name, item)));
        yield items;
      }
      case MapNode map -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Entry entry : map.entries()) {
          fields.put(entry.key().text(), data(entry.key().text(), entry.value()));
        }
        yield fields;
      }
    };
  }

  private static @Nullable Object scalar(String name, ScalarNode scalar) {
    if (Values.isSecret(scalar) || scalar.isVault()) {
      return HIDDEN;
    }
    if (Template.isIn(scalar)) {
      return scalar.text();
    }
    return switch (Values.canonical(Values.literal(scalar))) {
      case Value.Nothing _ -> null;
      case Value.Truth(boolean truth) -> truth;
      case Value value when SecretNames.isOne(name) -> HIDDEN;
      case Value.Whole(long number) -> number;
      case Value value -> value.toString();
    };
  }
}
