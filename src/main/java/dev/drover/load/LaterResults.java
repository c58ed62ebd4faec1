package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.expr.Template;
import dev.drover.model.FlushHandlers;
import dev.drover.model.Layer;
import dev.drover.model.Loop;
import dev.drover.model.Play;
import dev.drover.model.Retry;
import dev.drover.model.Runbook;
import dev.drover.model.TaskGroup;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds tasks that use a result before the task that registers it. */
final class LaterResults {

  private final String message;
  private final String hint;
  private final Diagnostics diagnostics;
  private final Set<String> later = new HashSet<>();
  private final Set<String> early = new HashSet<>();

  private LaterResults(String message, String hint, Diagnostics diagnostics) {
    this.message = message;
    this.hint = hint;
    this.diagnostics = diagnostics;
  }

  /** Reports such uses, and returns the names. */
  static Set<String> check(Runbook runbook, Diagnostics diagnostics) {
    LaterResults check =
        new LaterResults(
            "` is registered only by a later task",
            "move the task that registers it above this one",
            diagnostics);
    check.later.addAll(registered(runbook));
    check.later.removeAll(runbook.params().keySet());
    check.later.removeAll(runbook.vars().keySet());
    for (Play play : runbook.plays()) {
      all(play).forEach(node -> check.node(play, node, Set.of()));
    }
    return check.early;
  }

  /** Reports uses of the results of tasks that are left out of a run. */
  static void checkLeftOut(Runbook selected, Runbook whole, Diagnostics diagnostics) {
    LaterResults check =
        new LaterResults(
            "` is registered only by a task that is left out of this run",
            "select that task too, or start earlier",
            diagnostics);
    check.later.addAll(registered(whole));
    check.later.removeAll(registered(selected));
    check.later.removeAll(whole.params().keySet());
    check.later.removeAll(whole.vars().keySet());
    for (Play play : selected.plays()) {
      all(play).forEach(node -> check.node(play, node, Set.of()));
    }
  }

  private static Set<String> registered(Runbook runbook) {
    return runbook.plays().stream()
        .flatMap(LaterResults::all)
        .flatMap(TaskNode::tasks)
        .flatMap(task -> task.keywords().register().stream())
        .collect(Collectors.toSet());
  }

  private static Stream<TaskNode> all(Play play) {
    return Stream.concat(play.tasks().stream(), play.handlers().stream());
  }

  /** What loops and includes around a node define hides results. */
  private void node(Play play, TaskNode node, Set<String> around) {
    Set<String> own = new HashSet<>(around);
    node.layers().forEach(layer -> own.addAll(layer.names().keySet()));
    switch (node) {
      case TaskSpec task -> {
        task.wiring().loop().ifPresent(loop -> loop(loop, own));
        task(play, task, own);
      }
      case TaskGroup group -> {
        group.loop().ifPresent(loop -> loop(loop, own));
        group.inclusion().ifPresent(layer -> inclusion(layer, own));
        if (group.parallel()) {
          branches(play, group, own);
        } else {
          group.body().forEach(inner -> node(play, inner, own));
        }
        group.retry().flatMap(Retry::until).ifPresent(until -> condition(until, own));
        group.rescue().forEach(inner -> node(play, inner, own));
        group.always().forEach(inner -> node(play, inner, own));
      }
      case FlushHandlers _ -> {}
    }
  }

  /** What one branch registers the others can't rely on. */
  private void branches(Play play, TaskGroup group, Set<String> own) {
    Set<String> before = Set.copyOf(later);
    for (TaskNode branch : group.body()) {
      later.addAll(before);
      node(play, branch, own);
    }
    group.body().stream()
        .flatMap(TaskNode::tasks)
        .forEach(task -> task.keywords().register().ifPresent(later::remove));
  }

  private void loop(Loop loop, Set<String> own) {
    node(loop.items(), own);
    own.add(loop.variable());
    loop.index().ifPresent(own::add);
    loop.label().ifPresent(label -> node(label, own));
  }

  private void inclusion(Layer layer, Set<String> own) {
    layer
        .names()
        .values()
        .forEach(definition -> {
          if (definition instanceof Scope.Written(Node node, boolean _)) {
            node(node, own);
          }
        });
  }

  private void task(Play play, TaskSpec task, Set<String> around) {
    Set<String> own = new HashSet<>(around);
    own.addAll(play.vars().keySet());
    own.addAll(task.keywords().vars().keySet());
    node(task.arguments(), own);
    task.keywords().vars().values().forEach(node -> node(node, own));
    task.keywords().when().forEach(condition -> condition(condition, own));
    task.keywords().delegateTo().ifPresent(node -> node(node, own));
    task.keywords().becoming().user().ifPresent(node -> node(node, own));
    task.keywords().environment().forEach(node -> node(node, own));
    task.keywords().register().ifPresent(later::remove);
    own.add(task.keywords().resultName());
    task.keywords().until().ifPresent(condition -> condition(condition, own));
    task.keywords().changedWhen().forEach(condition -> condition(condition, own));
    task.keywords().failedWhen().forEach(condition -> condition(condition, own));
  }

  private void node(Node node, Set<String> own) {
    switch (node) {
      case MapNode map -> map.entries().forEach(entry -> node(entry.value(), own));
      case ListNode list -> list.items().forEach(item -> node(item, own));
      case ScalarNode scalar ->
          Template.parse(scalar, new Diagnostics())
              .ifPresent(
                  template -> template.names().forEach(name -> name(name, scalar.span(), own)));
    }
  }

  private void condition(Condition condition, Set<String> own) {
    Conditions.names(condition).forEach(name -> name(name, place(name, condition), own));
  }

  private static Span place(String name, Condition condition) {
    Matcher word = Pattern.compile("\\b" + name + "\\b").matcher(condition.text());
    return word.find()
        ? condition.span().part(condition.text(), word.start(), name.length())
        : condition.span();
  }

  private void name(String name, Span span, Set<String> own) {
    if (later.contains(name) && !own.contains(name)) {
      early.add(name);
      diagnostics.error(Code.NAME_NOT_YET, span, "`" + name + message, hint);
    }
  }
}
