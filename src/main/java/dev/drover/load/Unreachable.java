package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostic.Related;
import dev.drover.diag.Diagnostic.Severity;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.Reachability;
import dev.drover.expr.Scope;
import dev.drover.model.FlushHandlers;
import dev.drover.model.Keywords;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.TaskGroup;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds;
import java.util.List;
import java.util.Optional;

/** Warns of tasks that no run can ever come to. */
final class Unreachable {

  private final Kinds kinds;
  private final Diagnostics diagnostics;

  private Unreachable(Kinds kinds, Diagnostics diagnostics) {
    this.kinds = kinds;
    this.diagnostics = diagnostics;
  }

  static void check(Runbook runbook, Kinds kinds, Diagnostics diagnostics) {
    Unreachable check = new Unreachable(kinds, diagnostics);
    for (Play play : runbook.plays()) {
      check.sequence(play.tasks());
      play.handlers().forEach(check::failing);
    }
  }

  /** The task after which no other one of the list is done, if there is one. */
  private Optional<TaskSpec> sequence(List<TaskNode> nodes) {
    Optional<TaskSpec> failing = Optional.empty();
    boolean told = false;
    for (TaskNode node : nodes) {
      if (failing.isPresent() && !told) {
        behind(node, failing.get());
        told = true;
      }
      Optional<TaskSpec> here = failing(node);
      failing = failing.or(() -> here);
    }
    return failing;
  }

  /** The task that makes an entry fail whatever the run brings. */
  private Optional<TaskSpec> failing(TaskNode node) {
    return switch (node) {
      case TaskSpec task -> {
        conditions(task.keywords());
        yield Optional.of(task).filter(this::alwaysFails);
      }
      case TaskGroup group -> {
        Optional<TaskSpec> body = group.parallel() ? any(group.body()) : sequence(group.body());
        sequence(group.rescue());
        sequence(group.always());
        yield body.filter(_ -> group.rescue().isEmpty() && group.loop().isEmpty());
      }
      case FlushHandlers _ -> Optional.empty();
    };
  }

  private Optional<TaskSpec> any(List<TaskNode> branches) {
    List<Optional<TaskSpec>> ends = branches.stream().map(this::failing).toList();
    return ends.stream().flatMap(Optional::stream).findFirst();
  }

  private boolean alwaysFails(TaskSpec task) {
    Keywords keywords = task.keywords();
    return keywords.when().isEmpty()
        && keywords.failedWhen().isEmpty()
        && !keywords.ignoreErrors()
        && task.wiring().loop().isEmpty()
        && kinds.find(task.kind()).filter(kind -> alwaysFails(kind, task)).isPresent();
  }

  private static <A extends Record> boolean alwaysFails(Kinds.Registered<A> kind, TaskSpec task) {
    return kind.bind(task.arguments(), Scope.open(), new Diagnostics())
            instanceof Bound.Ready<A>(A arguments)
        && kind.kind().alwaysFails(arguments);
  }

  private void behind(TaskNode node, TaskSpec failing) {
    warn(
        node,
        "no run comes here: `%s` above fails whatever the run brings".formatted(failing.name()),
        "put it above, or give the other one a `when`",
        new Related("this always fails", failing.span()));
  }

  private void conditions(Keywords keywords) {
    for (Condition condition : keywords.when()) {
      if (Reachability.constant(condition).filter(truth -> !truth).isPresent()) {
        diagnostics.warning(
            Code.PLAN_UNREACHABLE,
            condition.span(),
            "this is never true, so what it guards is never done",
            "remove the task, or make the condition depend on a parameter");
      }
    }
    Reachability.contradiction(keywords.when()).ifPresent(this::contradiction);
  }

  private void contradiction(Reachability.Contradiction found) {
    Diagnostic warning =
        new Diagnostic(
            Severity.WARNING,
            Code.PLAN_UNREACHABLE,
            found.first().equals(found.second())
                ? "this condition contradicts itself, so what it guards is never done"
                : "this condition contradicts another one, so what they guard is never done",
            found.second().span(),
            Optional.of("all conditions of a task and of the groups around it must hold together"),
            List.of());
    diagnostics.add(
        found.first().equals(found.second())
            ? warning
            : warning.related("the other one", found.first().span()));
  }

  private void warn(TaskNode node, String message, String hint, Related related) {
    diagnostics.add(
        new Diagnostic(
            Severity.WARNING,
            Code.PLAN_UNREACHABLE,
            message,
            node.span(),
            Optional.of(hint),
            List.of(related)));
  }
}
