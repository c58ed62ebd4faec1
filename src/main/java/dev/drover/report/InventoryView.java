package dev.drover.report;

import dev.drover.expr.Template;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.model.Group;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Variable;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An inventory in the shape of {@code ansible-inventory}: templates as they are written, secrets
 * not shown.
 */
public final class InventoryView {

  private static final String HIDDEN = "***";

  /** How variables are called that hold a secret, whether or not a vault keeps it. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(passw(or)?d|passphrase|secret|token|api_?key|access_?key|private_?key)"
              + "|(.*_)?pass");

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
    Map<String, Object> vars = new TreeMap<>();
    for (Variable variable : host.vars().values()) {
      vars.put(variable.name(), data(variable.name(), variable.value()));
    }
    return vars;
  }

  /**
   * What {@code ansible-inventory --graph} prints, from a group on.
   *
   * @param shown the hosts that are shown
   */
  public static List<String> graph(Inventory inventory, Group group, Set<String> shown) {
    List<String> lines = new ArrayList<>();
    graph(inventory, group, shown, 0, lines);
    return lines;
  }

  private static void graph(
      Inventory inventory, Group group, Set<String> shown, int depth, List<String> lines) {
    lines.add(branch("@" + group.name() + ":", depth));
    for (String child : group.children()) {
      Group below = inventory.tree().get(child);
      if (below != null) {
        graph(inventory, below, shown, depth + 1, lines);
      }
    }
    group.hosts().stream()
        .filter(shown::contains)
        .forEach(host -> lines.add(branch(host, depth + 1)));
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
      case Value value when SECRET.matcher(name).matches() -> HIDDEN;
      case Value.Whole(long number) -> number;
      case Value value -> value.toString();
    };
  }
}
