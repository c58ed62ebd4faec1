package dev.drover.model;

import dev.drover.diag.Span;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ScalarNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks for a selection of hosts.
 *
 * @param id what tells it apart in its runbook, stable under edits of other plays
 * @param hosts the pattern that selects its hosts; may be a template over parameters
 * @param rolling how it goes through them
 * @param handlers what runs at the end of the play for a host, if a task notified it
 * @param leftOut tasks that were written and are not run this time
 */
public record Play(
    String id,
    String name,
    ScalarNode hosts,
    Rolling rolling,
    Ordering order,
    Map<String, Node> vars,
    List<String> tags,
    List<TaskNode> tasks,
    List<TaskNode> handlers,
    List<LeftOut> leftOut,
    Span span) {

  public Play {
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    tags = List.copyOf(tags);
    tasks = List.copyOf(tasks);
    handlers = List.copyOf(handlers);
    leftOut = List.copyOf(leftOut);
  }

  /** A play without handlers. */
  public Play(
      String id,
      String name,
      ScalarNode hosts,
      Rolling rolling,
      Ordering order,
      Map<String, Node> vars,
      List<String> tags,
      List<? extends TaskNode> tasks,
      Span span) {
    this(
        id,
        name,
        hosts,
        rolling,
        order,
        vars,
        tags,
        List.copyOf(tasks),
        List.of(),
        List.of(),
        span);
  }

  /** This play with only some of its tasks. */
  public Play only(List<TaskNode> some, List<LeftOut> others) {
    return new Play(id, name, hosts, rolling, order, vars, tags, some, handlers, others, span);
  }
}
