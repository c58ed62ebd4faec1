package dev.drover.load;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.Play;
import dev.drover.model.Runbook;
import dev.drover.model.TaskNode;
import dev.drover.model.TaskSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds handlers that never run, and those that would have to run again. */
final class CheckHandlers {

  private CheckHandlers() {}

  static void check(Runbook runbook, Diagnostics diagnostics) {
    boolean misspelt = diagnostics.has(Code.HANDLER_UNKNOWN);
    for (Play play : runbook.plays()) {
      Set<String> notified =
          Stream.concat(play.tasks().stream(), play.handlers().stream())
              .flatMap(TaskNode::tasks)
              .flatMap(task -> task.wiring().notifies().stream())
              .collect(Collectors.toSet());
      for (TaskNode handler : play.handlers()) {
        if (!misspelt && !notified.contains(handler.id())) {
          diagnostics.warning(
              Code.PLAN_UNREACHABLE,
              handler.span(),
              "nothing notifies `" + handler.name() + "`, so it never runs",
              "write `notify: " + handler.name() + "` on a task, or remove the handler");
        }
      }
      order(play, diagnostics);
    }
  }

  /** Handlers run once, in the order written. */
  private static void order(Play play, Diagnostics diagnostics) {
    List<String> ids = play.handlers().stream().map(TaskNode::id).toList();
    for (int i = 0; i < ids.size(); i++) {
      for (TaskSpec task : play.handlers().get(i).tasks().toList()) {
        for (String notified : task.wiring().notifies()) {
          if (ids.indexOf(notified) <= i) {
            diagnostics.error(
                Code.RUNBOOK_CONFLICT,
                task.span(),
                "`"
                    + task.name()
                    + "` notifies `"
                    + play.handlers().get(ids.indexOf(notified)).name()
                    + "`, which has had its turn by then",
                "handlers run in the order written, each once: a handler notifies those below it");
          }
        }
      }
    }
  }
}
