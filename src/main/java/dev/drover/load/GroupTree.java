package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.load.InventoryDraft.Group;
import dev.drover.load.InventoryDraft.Machine;
import dev.drover.load.InventoryDraft.Written;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Variable;
import dev.drover.yaml.Node.ScalarNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups of a draft in their order of precedence, from which each host gets its groups and
 * variables. What depends on groups only is worked out once for all hosts of the same groups.
 */
final class GroupTree {

  /** Deeper than anybody nests; the ancestors of each group are kept. */
  private static final int DEEPEST = 100;

  /** It ranks a group and is no variable of its hosts. */
  static final String PRIORITY = "ansible_group_priority";

  /** What hosts of the same groups share. */
  private record Shared(List<String> groups, Layers layers) {}

  private final InventoryDraft draft;
  private final Map<String, Set<String>> parents = new LinkedHashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();
  private final Map<String, Set<String>> lines = new HashMap<>();
  private final Map<Set<String>, Shared> shared = new HashMap<>();

  private GroupTree(InventoryDraft draft) {
    this.draft = draft;
  }

  /** The tree of a draft; empty if it is none, which is reported. */
  static Optional<GroupTree> of(InventoryDraft draft, Diagnostics diagnostics) {
    GroupTree tree = new GroupTree(draft);
    tree.checkNames(diagnostics);
    tree.link();
    return tree.sort(diagnostics) ? Optional.of(tree) : Optional.empty();
  }

  private void checkNames(Diagnostics diagnostics) {
    List<String> declared =
        draft.groups().values().stream().filter(g -> g.declared).map(g -> g.name).toList();
    for (Group group : draft.groups().values()) {
      if (!group.declared) {
        diagnostics.error(
            Code.INVENTORY_UNKNOWN_GROUP,
            group.span,
            "there is no group `" + group.name + "`",
            Suggestion.nearest(group.name, declared)
                .map(near -> "did you mean `" + near + "`?")
                .orElse("define it: write `[" + group.name + "]` above its hosts"));
      }
      Machine machine = draft.machines().get(group.name);
      boolean same = group.members.equals(Set.of(group.name)) && group.children.isEmpty();
      if (machine != null && !same) {
        conflict(group, machine, diagnostics);
      }
    }
  }

  /** As in Ansible it is allowed; a pattern that could mean either is refused where it stands. */
  private static void conflict(Group group, Machine machine, Diagnostics diagnostics) {
    Diagnostic conflict =
        new Diagnostic(
            Severity.WARNING,
            Code.INVENTORY_CONFLICT,
            "`" + group.name + "` is both a group and a host",
            machine.span,
            Optional.of("rename one, so that a pattern can mean only one of them"),
            List.of());
    boolean builtIn =
        group.name.equals(InventoryDraft.ALL) || group.name.equals(InventoryDraft.UNGROUPED);
    diagnostics.add(builtIn ? conflict : conflict.related("the group is here", group.span));
  }

  private void link() {
    draft.groups().keySet().forEach(name -> parents.put(name, new LinkedHashSet<>()));
    for (Group group : draft.groups().values()) {
      for (String child : group.children.keySet()) {
        parents.computeIfAbsent(child, _ -> new LinkedHashSet<>()).add(group.name);
      }
    }
    parents.forEach((name, above) -> {
      if (above.isEmpty() && !name.equals(InventoryDraft.ALL)) {
        above.add(InventoryDraft.ALL);
      }
    });
  }

  /** Finds the depth of each group, the longest way from {@code all}; false if there is a cycle. */
  private boolean sort(Diagnostics diagnostics) {
    Map<String, Integer> missing = new HashMap<>();
    Map<String, List<String>> children = new LinkedHashMap<>();
    parents.forEach((name, above) -> {
      missing.put(name, above.size());
      above.forEach(parent -> children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(name));
    });
    Deque<String> ready = new ArrayDeque<>();
    parents.forEach((name, above) -> {
      if (above.isEmpty()) {
        ready.add(name);
      }
    });
    while (!ready.isEmpty()) {
      String name = ready.remove();
      if (!settle(name, diagnostics)) {
        return false;
      }
      for (String child : children.getOrDefault(name, List.of())) {
        if (missing.merge(child, -1, Integer::sum) == 0) {
          ready.add(child);
        }
      }
    }
    return depths.size() == parents.size() || cycle(diagnostics);
  }

  private Set<String> above(String name) {
    return parents.getOrDefault(name, Set.of());
  }

  private boolean settle(String name, Diagnostics diagnostics) {
    int depth = 0;
    Set<String> line = new LinkedHashSet<>();
    for (String parent : above(name)) {
      depth = Math.max(depth, depths.getOrDefault(parent, 0) + 1);
      line.addAll(lines.getOrDefault(parent, Set.of()));
    }
    line.add(name);
    depths.put(name, depth);
    lines.put(name, line);
    if (depth > DEEPEST) {
      diagnostics.error(
          Code.INVENTORY_SYNTAX,
          Objects.requireNonNull(draft.groups().get(name)).span,
          "groups are nested more than " + DEEPEST + " levels deep",
          "take out some levels");
    }
    return depth <= DEEPEST;
  }

  /** Reports one cycle: from any group that was never settled, some parent leads around it. */
  private boolean cycle(Diagnostics diagnostics) {
    String at =
        parents.keySet().stream().filter(name -> !depths.containsKey(name)).findFirst().get();
    LinkedHashSet<String> way = new LinkedHashSet<>();
    while (way.add(at)) {
      at = above(at).stream().filter(parent -> !depths.containsKey(parent)).findFirst().get();
    }
    List<String> around = new ArrayList<>(way).reversed();
    around = new ArrayList<>(around.subList(0, around.indexOf(at) + 1));
    around.addFirst(at);
    for (int i = 0; i + 1 < around.size(); i++) {
      Group parent = draft.groups().get(around.get(i));
      Span edge = parent == null ? null : parent.children.get(around.get(i + 1));
      if (edge != null) {
        diagnostics.error(
            Code.INVENTORY_CYCLE,
            edge,
            "the group `"
                + around.get(i + 1)
                + "` would contain itself: "
                + String.join(" > ", around),
            "take one of them out of the other's children; every group is below `all`");
        return false;
      }
    }
    throw new IllegalStateException("no edge in the cycle " + around);
  }

  /** The inventory, once nothing is wrong. */
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
    return new Inventory(hosts, groups, written(alone), draft.local().map(this::local));
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
                    .thenComparingInt(GroupTree::priority)
                    .thenComparing(group -> group.name))
            .toList();
    List<Group> all = groups.stream().filter(GroupTree::isAll).toList();
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
