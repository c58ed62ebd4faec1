package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.HostPattern;
import dev.drover.model.Layer;
import dev.drover.model.Play;
import dev.drover.model.Scopes;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import dev.drover.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds where plays, tasks, includes, loops and results give a name a meaning of their own. */
final class Elsewhere {

  private final String name;
  private final Host host;
  private final Scopes scopes;
  private final List<Defined> found = new ArrayList<>();

  Elsewhere(String name, Host host, Scopes scopes) {
    this.name = name;
    this.host = host;
    this.scopes = scopes;
  }

  /** All of them, in the order of the runbook. */
  List<Defined> definitions() {
    for (Play play : scopes.runbook().plays()) {
      if (isIn(play)) {
        String where = "play " + play.id();
        written(where, play.vars().get(name));
        Stream.concat(play.tasks().stream(), play.handlers().stream())
            .flatMap(TaskNode::tasks)
            .forEach(task -> task(where, task));
      }
    }
    return found.stream().distinct().toList();
  }

  private boolean isIn(Play play) {
    Diagnostics ignored = new Diagnostics();
    return scopes
        .ofPlay(play)
        .text(play.hosts(), ignored)
        .map(pattern ->
            HostPattern.select(pattern, play.hosts().span(), scopes.inventory(), ignored))
        .filter(hosts -> hosts.contains(host))
        .isPresent();
  }

  private void task(String play, TaskSpec task) {
    String where = play + ", task " + task.id();
    written(where, task.keywords().vars().get(name));
    for (Layer layer : task.layers()) {
      Optional.ofNullable(layer.names().get(name))
          .ifPresent(
              definition -> found.add(Defined.of(name, play + ", " + layer.level(), definition)));
    }
    if (task.keywords().register().filter(name::equals).isPresent()) {
      found.add(
          new Defined(
              where,
              Optional.of(task.span()),
              "registers it: known when the run comes there",
              false));
    }
  }

  private void written(String level, @Nullable Node node) {
    if (node != null) {
      found.add(Defined.written(name, level, node, false));
    }
  }
}
