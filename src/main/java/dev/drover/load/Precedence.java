package dev.drover.load;

import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.load.InventoryDraft.Group;
import dev.drover.load.InventoryDraft.Machine;
import dev.drover.load.InventoryDraft.Written;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Variable;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives each host its groups, in their order of precedence, and its variables. What depends on
 * groups only is worked out once for all hosts of the same groups.
 */
final class Precedence {

  /** It ranks a group and is no variable of its hosts. */
  static final String PRIORITY = "ansible_group_priority";

  /** What hosts of the same groups share. */
  private record Shared(List<String> groups, Layers layers) {}

  private final InventoryDraft draft;
  private final Map<String, Set<String>> parents;
  private final Map<String, Integer> depths;
  private final Map<String, Set<String>> lines;
  private final Map<Set<String>, Shared> shared = new HashMap<>();

  /**
   * The order among the groups of a draft.
   *
   * @param parents the groups right above each group
   * @param depths the longest way from {@code all} to each group
   * @param lines each group with all that are above it
   */
  Precedence(
      InventoryDraft draft,
      Map<String, Set<String>> parents,
      Map<String, Integer> depths,
      Map<String, Set<String>> lines) {
    this.draft = draft;
    this.parents = parents;
    this.depths = depths;
    this.lines = lines;
  }

  /** The inventory: every host with what holds for it. */
  Inventory inventory() {
    Map<String, Host> hosts = new LinkedHashMap<>();
    Map<String, List<String>> groups = new LinkedHashMap<>();
    List<String> alone = new ArrayList<>();
    draft.groups().keySet().forEach(name -> groups.put(name, new ArrayList<>()));
    for (Machine machine : draft.machines().values()) {
      Set<String> own = own(machine);
      if (own.contains(InventoryDraft.UNGROUPED)) {
        alone.add(machine.name);
      }
      Host host = host(machine, shared.computeIfAbsent(own, this::share));
      hosts.put(machine.name, host);
      host.groups()
          .forEach(group -> groups.getOrDefault(group, new ArrayList<>()).add(machine.name));
    }
    groups.replaceAll((_, members) -> List.copyOf(members));
    return new Inventory(
        hosts, groups, written(alone), draft.local().map(this::local), draft.sources());
  }

  private static Host host(Machine machine, Shared common) {
    Layers layers = new Layers(common.layers());
    String level = "host " + machine.name;
    layers.add(machine.vars, level);
    layers.add(machine.files, level);
    layers.add(machine.runbookFiles, level);
    return new Host(machine.name, common.groups(), layers.winners(), layers.written());
  }

  /** This machine, which is in no group, though what holds for all holds for it. */
  private Host local(Machine machine) {
    Layers layers = new Layers(share(Set.of()).layers());
    Span span = Span.startOf(new Source("the machine that drover runs on", ""));
    layers.add(
        new Variable(
            "ansible_connection", new ScalarNode("local", true, "", span), "host " + machine.name));
    layers.add(machine.files, "host " + machine.name);
    layers.add(machine.runbookFiles, "host " + machine.name);
    return new Host(machine.name, List.of(), layers.winners(), layers.written());
  }

  /** The groups as they stand in the files; those without a parent are below {@code all}. */
  private Map<String, dev.drover.model.Group> written(List<String> alone) {
    Map<String, dev.drover.model.Group> tree = new LinkedHashMap<>();
    Map<String, Set<String>> below = new HashMap<>();
    parents.forEach((child, above) ->
        above.forEach(
            parent -> below.computeIfAbsent(parent, _ -> new LinkedHashSet<>()).add(child)));
    draft
        .groups()
        .forEach((name, group) -> {
          Set<String> children = new LinkedHashSet<>();
          if (name.equals(InventoryDraft.ALL)) {
            children.add(InventoryDraft.UNGROUPED);
          }
          children.addAll(group.children.keySet());
          children.addAll(below.getOrDefault(name, Set.of()));
          List<String> hosts =
              switch (name) {
                case InventoryDraft.ALL -> List.of();
                case InventoryDraft.UNGROUPED -> alone;
                default -> List.copyOf(group.members);
              };
          Layers layers = new Layers();
          layers.add(group.vars, "group " + name);
          layers.add(group.files, "group " + name);
          layers.add(group.runbookFiles, "group " + name);
          tree.put(
              name,
              new dev.drover.model.Group(name, hosts, List.copyOf(children), layers.winners()));
        });
    return tree;
  }

  /** The groups that name a host; {@code ungrouped} if and only if no other one does. */
  private static Set<String> own(Machine machine) {
    Set<String> own = new TreeSet<>(machine.groups);
    own.remove(InventoryDraft.ALL);
    own.remove(InventoryDraft.UNGROUPED);
    return own.isEmpty() ? Set.of(InventoryDraft.UNGROUPED) : own;
  }

  private Shared share(Set<String> own) {
    Set<String> names = new LinkedHashSet<>();
    names.add(InventoryDraft.ALL);
    own.forEach(name -> names.addAll(lines.getOrDefault(name, Set.of())));
    List<Group> groups =
        names.stream()
            .map(draft.groups()::get)
            .sorted(
                Comparator.<Group>comparingInt(group -> depths.getOrDefault(group.name, 0))
                    .thenComparingInt(Precedence::priority)
                    .thenComparing(group -> group.name))
            .toList();
    List<Group> all = groups.stream().filter(Precedence::isAll).toList();
    List<Group> others = groups.stream().filter(group -> !isAll(group)).toList();
    Layers layers = new Layers();
    groups.forEach(group -> layers.addOfGroup(group.vars, "group " + group.name));
    for (List<Group> rank : List.of(all, others)) {
      rank.forEach(group -> layers.add(group.files, "group " + group.name));
      rank.forEach(group -> layers.add(group.runbookFiles, "group " + group.name));
    }
    return new Shared(groups.stream().map(group -> group.name).toList(), layers);
  }

  private static boolean isAll(Group group) {
    return group.name.equals(InventoryDraft.ALL);
  }

  /** Ansible's way to rank groups of the same depth; 1 if nothing is said. */
  private static int priority(Group group) {
    Written written = group.vars.written().get(PRIORITY);
    return written != null
            && written.value() instanceof ScalarNode number
            && number.text().matches("-?[0-9]{1,9}")
        ? Integer.parseInt(number.text())
        : 1;
  }
}
