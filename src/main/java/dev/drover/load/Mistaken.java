package dev.drover.load;

import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.TaskNode;
import dev.drover.task.Kinds;
import dev.drover.yaml.Node.MapNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the names that a runbook defines with a mistake, which has been reported: uses of them are
 * no mistakes of their own.
 */
final class Mistaken {

  private Mistaken() {}

  static Set<String> names(MapNode root, Runbook runbook, Kinds kinds) {
    Set<String> names = new TreeSet<>();
    if (root.get("params").orElse(null) instanceof MapNode params) {
      params.entries().forEach(entry -> names.add(entry.key().text()));
    }
    names.removeAll(runbook.params().keySet());
    for (Play play : runbook.plays()) {
      Stream.concat(play.tasks().stream(), play.handlers().stream())
          .flatMap(TaskNode::tasks)
          .filter(task -> kinds.find(task.kind()).isEmpty())
          .forEach(task -> task.keywords().register().ifPresent(names::add));
    }
    return names;
  }
}
