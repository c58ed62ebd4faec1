package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.load.HostNames.Expanded;
import dev.drover.yaml.JsonReader;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Reads what an inventory program prints: a map of groups in JSON, and the variables of hosts in
 * {@code _meta}. Without that, the program is asked for each host.
 */
final class PrintedInventory {

  private static final String META = "_meta";
  private static final Set<String> KEYS = Set.of("hosts", "vars", "children");

  /** Asking takes a process each; more hosts than this would take longer than anybody waits. */
  private static final int MOST_ASKED = 2_000;

  /** Prints it, as a program does. */
  @FunctionalInterface
  interface Printer {
    /** What is printed for these arguments; empty if it fails, which is reported. */
    Optional<Source> print(Diagnostics diagnostics, String... arguments);
  }

  private final Printer program;
  private final InventoryDraft draft;
  private final Diagnostics diagnostics;
  private final SequencedSet<ScalarNode> hosts = new LinkedHashSet<>();

  PrintedInventory(Printer program, InventoryDraft draft, Diagnostics diagnostics) {
    this.program = program;
    this.draft = draft;
    this.diagnostics = diagnostics;
  }

  /** Adds what the program prints to the draft. */
  void read() {
    Optional<Source> printed = program.print(diagnostics, "--list");
    printed.ifPresent(draft.sources()::add);
    Optional<Node> root = printed.flatMap(source -> JsonReader.read(source, diagnostics));
    if (root.isPresent()) {
      map(root.get(), "what an inventory program prints").ifPresent(this::groups);
    }
  }

  private void groups(MapNode root) {
    for (Entry entry : root.entries()) {
      if (!entry.key().text().equals(META)) {
        group(entry);
      }
    }
    Optional<Node> known =
        root.get(META).flatMap(meta -> map(meta, "`_meta`")).flatMap(map -> map.get("hostvars"));
    if (known.isPresent()) {
      map(known.get(), "`hostvars`").ifPresent(this::known);
    } else {
      ask();
    }
  }

  private void group(Entry entry) {
    String name = entry.key().text();
    Span span = entry.key().span();
    InventoryDraft.Group group = draft.declare(name, span);
    switch (entry.value()) {
      case ListNode list -> list.items().forEach(host -> host(host, name));
      case MapNode map when map.entries().stream().noneMatch(PrintedInventory::isKey) -> {
        host(entry.key(), name);
        vars(map, group);
      }
      case MapNode map -> {
        map.get("hosts").ifPresent(list -> names(list, "hosts").forEach(host -> host(host, name)));
        map.get("vars").flatMap(vars -> map(vars, "`vars`")).ifPresent(vars -> vars(vars, group));
        map.get("children")
            .ifPresent(list -> names(list, "children").forEach(child -> child(child, group)));
      }
      case ScalarNode other ->
          wrong(other.span(), "the group `" + name + "` must be a list or map");
    }
  }

  private static boolean isKey(Entry entry) {
    return KEYS.contains(entry.key().text());
  }

  private List<Node> names(Node node, String key) {
    if (node instanceof ListNode list) {
      return list.items();
    }
    wrong(node.span(), "`" + key + "` must be a list of names");
    return List.of();
  }

  private void vars(MapNode vars, InventoryDraft.Group group) {
    Setting.of(vars, diagnostics)
        .forEach(setting -> group.vars.put(setting, false, "group " + group.name, diagnostics));
  }

  private void child(Node node, InventoryDraft.Group group) {
    if (node instanceof ScalarNode child) {
      draft.declare(child.text(), child.span());
      group.children.putIfAbsent(child.text(), child.span());
    } else {
      wrong(node.span(), "a child must be the name of a group");
    }
  }

  private void host(Node node, String group) {
    if (!(node instanceof ScalarNode host)) {
      wrong(node.span(), "a host must be a name");
    } else if (HostNames.isHost(host.text(), host.span(), diagnostics)) {
      hosts.add(host);
      add(host, group, List.of());
    }
  }

  private void add(ScalarNode host, String group, List<Setting> settings) {
    Expanded one = new Expanded(List.of(host.text()), Optional.empty());
    draft.add(one, host.span(), group, settings);
  }

  private void known(MapNode hostvars) {
    Set<String> names = new LinkedHashSet<>();
    hosts.forEach(host -> names.add(host.text()));
    for (Entry entry : hostvars.entries()) {
      String name = entry.key().text();
      if (names.contains(name)) {
        define(name, entry.value());
      } else {
        diagnostics.warning(
            Code.INVENTORY_SHADOWED,
            entry.key().span(),
            "the variables of `" + name + "` are not read, for it is in no group, as in Ansible",
            "let the program put it into a group, for instance `ungrouped`");
      }
    }
  }

  private void ask() {
    Set<String> asked = new LinkedHashSet<>();
    for (ScalarNode host : hosts) {
      if (asked.size() == MOST_ASKED) {
        diagnostics.error(
            Code.INVENTORY_PROGRAM,
            host.span(),
            "there are more than " + MOST_ASKED + " hosts to ask for one by one",
            "let the program print `_meta` with the `hostvars` of all hosts");
        return;
      }
      if (asked.add(host.text())) {
        Optional<Source> printed = program.print(diagnostics, "--host", host.text());
        if (printed.isEmpty()) {
          return; // It would fail for each of them.
        }
        draft.sources().add(printed.get());
        if (!printed.get().text().isBlank()) {
          JsonReader.read(printed.get(), diagnostics).ifPresent(vars -> define(host.text(), vars));
        }
      }
    }
  }

  private void define(String host, Node vars) {
    InventoryDraft.Machine machine = draft.machines().get(host);
    if (machine != null) {
      map(vars, "the variables of `" + host + "`")
          .ifPresent(map ->
              Setting.of(map, diagnostics)
                  .forEach(
                      setting -> machine.vars.put(setting, false, "host " + host, diagnostics)));
    }
  }

  private Optional<MapNode> map(Node node, String what) {
    if (node instanceof MapNode map) {
      return Optional.of(map);
    }
    wrong(node.span(), what + " must be a map");
    return Optional.empty();
  }

  private void wrong(Span span, String message) {
    diagnostics.error(
        Code.INVENTORY_WRONG_TYPE,
        span,
        message,
        "an inventory program prints {\"group\": {\"hosts\": [], \"vars\": {}, \"children\": []}}");
  }
}
