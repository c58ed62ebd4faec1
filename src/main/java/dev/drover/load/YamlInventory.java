package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.util.List;
import java.util.Optional;

/** Reads an inventory in Ansible's YAML form. */
final class YamlInventory {

  private static final List<String> KEYS = List.of("hosts", "children", "vars");

  private final Source source;
  private final InventoryDraft draft;
  private final Diagnostics all;

  /** Those of this file. */
  private final Diagnostics diagnostics = new Diagnostics();

  private int entries;

  YamlInventory(Source source, InventoryDraft draft, Diagnostics diagnostics) {
    this.source = source;
    this.draft = draft;
    this.all = diagnostics;
  }

  /** Adds what the file says to the draft. */
  void read() {
    Optional<Node> root = YamlReader.read(source, diagnostics);
    if (!diagnostics.hasErrors()) {
      root(root);
    }
    Likeness.tell(source, diagnostics, entries, all);
  }

  private void root(Optional<Node> root) {
    switch (root.orElse(null)) {
      case MapNode map -> groups(map);
      case null ->
          wrong(Span.startOf(source), "the inventory is empty", "write `all: {hosts: {…}}`");
      case ListNode other -> notGroups(other.span());
      case ScalarNode other -> notGroups(other.span());
    }
  }

  private void notGroups(Span span) {
    wrong(span, "an inventory is a map of groups", Likeness.hint(source));
  }

  private void groups(MapNode map) {
    Optional<Entry> plugin =
        map.entries().stream().filter(entry -> entry.key().text().equals("plugin")).findFirst();
    if (plugin.isPresent()) {
      wrong(
          plugin.get().key().span(),
          "this configures an inventory plugin of Ansible, which is not run here",
          "save what `ansible-inventory --list --yaml` prints, and give that file");
      return;
    }
    Optional<Entry> runbook =
        map.entries().stream().filter(entry -> entry.key().text().equals("runbook")).findFirst();
    if (runbook.isPresent()) {
      wrong(
          runbook.get().key().span(), "this is a runbook, not an inventory", Likeness.hint(source));
      return;
    }
    for (Entry entry : map.entries()) {
      if (KEYS.contains(entry.key().text())) {
        wrong(
            entry.key().span(),
            "`" + entry.key().text() + "` stands outside of a group",
            "put it below the name of a group, for instance `all:`");
      } else {
        group(entry);
      }
    }
  }

  private void group(Entry entry) {
    String name = entry.key().text();
    InventoryDraft.Group group = draft.declare(name, entry.key().span());
    map(entry.value(), "the group `" + name + "`", "write `hosts:`, `children:` or `vars:` in it")
        .ifPresent(body -> body.entries().forEach(part -> part(group, part)));
  }

  private void part(InventoryDraft.Group group, Entry entry) {
    String key = entry.key().text();
    entries++;
    switch (key) {
      case "hosts" -> body(entry).forEach(host -> host(group, host));
      case "children" -> body(entry).forEach(child -> child(group, child));
      case "vars" ->
          map(entry.value(), "`vars`", "write `name: value` in it")
              .ifPresent(vars ->
                  Setting.of(vars, diagnostics)
                      .forEach(setting ->
                          group.vars.put(setting, false, "group " + group.name, diagnostics)));
      default ->
          diagnostics.error(
              Code.INVENTORY_UNKNOWN_KEY,
              entry.key().span(),
              "a group has no key `" + key + "`",
              Suggestion.nearest(key, KEYS)
                  .map(near -> "did you mean `" + near + "`?")
                  .orElse(
                      "put hosts below `hosts:`, groups below `children:`, variables below `vars:`"));
    }
  }

  private void child(InventoryDraft.Group group, Entry entry) {
    group(entry);
    group.children.putIfAbsent(entry.key().text(), entry.key().span());
  }

  private void host(InventoryDraft.Group group, Entry entry) {
    String name = entry.key().text();
    Span span = entry.key().span();
    entries++;
    List<Setting> settings =
        map(entry.value(), "the host `" + name + "`", "write its variables as `name: value`")
            .map(vars -> Setting.of(vars, diagnostics))
            .orElse(List.of());
    HostNames.expand(name, span, diagnostics)
        .ifPresent(hosts ->
            draft.add(hosts, span, group.name, IniInventory.withPort(hosts, span, settings)));
  }

  /** The entries below {@code hosts} or {@code children}, where one name may stand alone. */
  private List<Entry> body(Entry entry) {
    if (entry.value() instanceof ScalarNode name && !isNothing(name)) {
      return List.of(new Entry(name, new ScalarNode("", true, "", name.span())));
    }
    return map(
            entry.value(),
            "`" + entry.key().text() + "`",
            "write each name with a colon: `" + example(entry.value()) + ":`")
        .map(MapNode::entries)
        .orElse(List.of());
  }

  private static String example(Node node) {
    return node instanceof ListNode list
            && !list.items().isEmpty()
            && list.items().getFirst() instanceof ScalarNode first
        ? first.text()
        : "name";
  }

  /** A map; nothing written is fine, all else is reported. */
  private Optional<MapNode> map(Node node, String what, String hint) {
    return switch (node) {
      case MapNode map -> Optional.of(map);
      case ScalarNode scalar when isNothing(scalar) -> Optional.empty();
      case ScalarNode _, ListNode _ -> {
        wrong(node.span(), what + " must be a map", hint);
        yield Optional.empty();
      }
    };
  }

  static boolean isNothing(ScalarNode scalar) {
    return Values.literal(scalar) instanceof Value.Nothing;
  }

  private void wrong(Span span, String message, String hint) {
    diagnostics.error(Code.INVENTORY_WRONG_TYPE, span, message, hint);
  }
}
