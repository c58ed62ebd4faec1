package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.load.InventoryDraft.Group;
import dev.drover.load.InventoryDraft.Machine;
import dev.drover.model.Inventory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The groups of a draft as a tree: who is above whom, and how far below {@code all}. */
final class GroupTree {

  /** Deeper than anybody nests; the ancestors of each group are kept. */
  private static final int DEEPEST = 100;

  private final InventoryDraft draft;
  private final Map<String, Set<String>> parents = new LinkedHashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();
  private final Map<String, Set<String>> lines = new HashMap<>();

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
    return new Precedence(draft, parents, depths, lines).inventory();
  }
}
