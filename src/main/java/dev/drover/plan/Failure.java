package dev.drover.plan;

import dev.drover.expr.Scope.Definition;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Scope.Later;
import dev.drover.expr.Shape;
import dev.drover.expr.Value;
import java.util.List;
import java.util.Map;

/** What the steps of a rescue know of the failure that they mend, under two names. */
public final class Failure {

  private static final String TASK = "failed_task";
  private static final String RESULT = "failed_result";

  private Failure() {}

  /** What is known of it before the run. */
  static Map<String, Definition> later() {
    return Map.of(
        TASK,
        new Later(Map.of("id", Shape.TEXT, "name", Shape.TEXT, "kind", Shape.TEXT)),
        RESULT,
        new Later(
            Map.of(
                "failed",
                Shape.TRUTH,
                "cause",
                Shape.TEXT,
                "evidence",
                Shape.LIST,
                "next",
                Shape.TEXT)));
  }

  /** What is known once the condition of a group has not held. */
  public static Map<String, Definition> ofGroup(String address, String cause) {
    return Map.of(
        TASK,
        new Known(Value.of(Map.of("id", address, "name", address, "kind", "retry"))),
        RESULT,
        new Known(
            Value.of(Map.of("failed", true, "cause", cause, "evidence", List.of(), "next", ""))));
  }

  /** What is known once a step has failed. */
  public static Map<String, Definition> of(
      Step step, String cause, List<String> evidence, String next) {
    return Map.of(
        TASK,
        new Known(
            Value.of(
                Map.of(
                    "id", step.task().id(),
                    "name", step.task().name(),
                    "kind", step.kind().name()))),
        RESULT,
        new Known(
            Value.of(Map.of("failed", true, "cause", cause, "evidence", evidence, "next", next))));
  }
}
