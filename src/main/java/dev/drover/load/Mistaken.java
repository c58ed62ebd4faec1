package dev.drover.load;

import dev.drover.diag.Suggestion;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.TaskNode;
import dev.drover.task.Kinds;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the names that a runbook defines with a mistake, which has been reported: uses of them are
 * no mistakes of their own.
 */
final class Mistaken {

  private static final List<String> DEFINING = List.of("params", "vars", "register", "set_vars");

  private Mistaken() {}

  static Set<String> names(MapNode root, Runbook runbook, Kinds kinds) {
    Set<String> names = new TreeSet<>();
    if (root.get("params").orElse(null) instanceof MapNode params) {
      params.entries().forEach(entry -> names.add(entry.key().text()));
    }
    names.removeAll(runbook.params().keySet());
    misspelt(root, names);
    for (Play play : runbook.plays()) {
      Stream.concat(play.tasks().stream(), play.handlers().stream())
          .flatMap(TaskNode::tasks)
          .filter(task -> kinds.find(task.kind()).isEmpty())
          .forEach(task -> task.keywords().register().ifPresent(names::add));
    }
    return names;
  }

  /** What stands behind a key that looks like one which defines names. */
  private static void misspelt(Node node, Set<String> names) {
    switch (node) {
      case ListNode list -> list.items().forEach(item -> misspelt(item, names));
      case ScalarNode _ -> {}
      case MapNode map ->
          map.entries()
              .forEach(entry -> {
                if (Suggestion.nearest(entry.key().text(), DEFINING).isPresent()) {
                  defined(entry.value(), names);
                }
                misspelt(entry.value(), names);
              });
    }
  }

  private static void defined(Node node, Set<String> names) {
    switch (node) {
      case MapNode map -> map.entries().forEach(entry -> names.add(entry.key().text()));
      case ScalarNode scalar -> names.add(scalar.text());
      case ListNode _ -> {}
    }
  }
}
