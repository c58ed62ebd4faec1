package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.diag.Suggestion;
import dev.drover.expr.Values;
import dev.drover.task.Extensions;
import dev.drover.task.Extensions.Found;
import dev.drover.task.InventorySource;
import dev.drover.task.InventorySource.SourceException;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an inventory file that names a plugin which lists the hosts: {@code plugin: name}. */
final class SourcedInventory {
  private static final String KEY = "plugin";
  private static final Pattern FIRST =
      Pattern.compile("(?m)\\A(?:\\s*(?:#.*|---.*)?\\n)*plugin:[ \\t]");

  private final Source source;
  private final Extensions extensions;
  private final InventoryDraft draft;
  private final Diagnostics diagnostics;

  SourcedInventory(
      Source source, Extensions extensions, InventoryDraft draft, Diagnostics diagnostics) {
    this.source = source;
    this.extensions = extensions;
    this.draft = draft;
    this.diagnostics = diagnostics;
  }

  /** True if the first thing that the file says is the plugin. */
  static boolean isOne(Source source) {
    return FIRST.matcher(source.text()).find();
  }

  void read() {
    Optional<Node> root = YamlReader.read(source, diagnostics);
    if (!(root.orElse(null) instanceof MapNode map)
        || !(map.get(KEY).orElse(null) instanceof ScalarNode name)) {
      diagnostics.error(
          Code.INVENTORY_SYNTAX,
          Span.startOf(source),
          "`plugin` must be the name of an inventory source",
          "`drover plugins` lists those that are there");
      return;
    }
    switch (extensions.find(InventorySource.class, name.text())) {
      case Found.Is<InventorySource>(InventorySource plugin) -> list(plugin, map, name);
      case Found.Broken<InventorySource>(String words, String next) ->
          diagnostics.error(Code.PLUGIN_BROKEN, name.span(), words, next);
      case Found.Unknown<InventorySource> _ ->
          diagnostics.error(
              Code.PLUGIN_BROKEN,
              name.span(),
              "no plugin adds the inventory source `" + name.text() + "`",
              hint(name.text()));
    }
  }

  private String hint(String name) {
    List<String> known = List.copyOf(extensions.names(InventorySource.class));
    return known.isEmpty() || Suggestion.nearest(name, known).isEmpty()
        ? "plugins of Ansible are not run: save what `ansible-inventory --list --yaml` prints, and"
            + " give that file"
        : Suggestion.hint(name, known, "the sources");
  }

  private void list(InventorySource plugin, MapNode map, ScalarNode name) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Entry entry : map.entries()) {
      if (!entry.key().text().equals(KEY)) {
        settings.put(entry.key().text(), plain(entry.value()));
      }
    }
    try {
      String listed = plugin.list(Path.of(source.name()), settings);
      Source printed = new Source(source.name() + " (" + name.text() + ")", listed);
      new PrintedInventory(
              (_, arguments) ->
                  Optional.of(arguments.length == 1 ? printed : new Source(printed.name(), "{}")),
              draft,
              diagnostics)
          .read();
    } catch (SourceException e) {
      diagnostics.error(
          Code.INVENTORY_PROGRAM,
          name.span(),
          "the inventory source `" + name.text() + "` failed: " + e.getMessage(),
          "correct its settings here, or look at what it asks");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      diagnostics.error(
          Code.INVENTORY_PROGRAM,
          name.span(),
          "the inventory source `" + name.text() + "` was interrupted",
          "try again");
    }
  }

  private static Object plain(Node node) {
    return switch (node) {
      case ScalarNode scalar -> Values.plain(Values.literal(scalar));
      case ListNode list -> list.items().stream().map(SourcedInventory::plain).toList();
      case MapNode map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.entries().forEach(entry -> fields.put(entry.key().text(), plain(entry.value())));
        yield fields;
      }
    };
  }
}
