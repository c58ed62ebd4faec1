package dev.drover.rehearse;

import dev.drover.plan.Step;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.Recovery;
import java.util.List;

/** Finds steps that had their effect twice although they are not safe to repeat. */
final class Repeats {

  private Repeats() {}

  static List<String> of(Rehearsable site, Executions executions) {
    return site.plan().steps().stream()
        .filter(Repeats::runsOnce)
        .filter(step -> executions.count(step.id().text()) > 1)
        .map(step ->
            "%s is not safe to repeat, and was executed %d times"
                .formatted(step.id(), executions.count(step.id().text())))
        .toList();
  }

  private static boolean runsOnce(Step step) {
    boolean again = step.task().keywords().attempts() > 1 || step.place().mayFail();
    return !again
        && step.arguments() instanceof Bound.Ready<?> ready
        && recovery(step.kind(), ready.arguments()) == Recovery.ASK;
  }

  private static <A extends Record> Recovery recovery(Registered<A> kind, Record arguments) {
    return kind.kind().recovery(kind.own(arguments));
  }
}
