package dev.drover.run;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.plan.Step;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds.Registered;
import java.util.Map;
import java.util.Optional;

/** The names that a finished step leaves to later ones of its host. */
final class Provided {

  private Provided() {}

  /**
   * The names with their values; arguments that rest on results are bound in {@code scope}. Empty
   * if these are not known.
   */
  static Optional<Map<String, ?>> by(Step step, Scope scope) {
    return by(step, step.kind(), scope);
  }

  private static <A extends Record> Optional<Map<String, ?>> by(
      Step step, Registered<A> kind, Scope scope) {
    Bound<? extends Record> bound =
        step.arguments() instanceof Bound.Ready<?> ready
            ? ready
            : kind.bind(step.task().arguments(), scope, new Diagnostics());
    return bound instanceof Bound.Ready<?> ready
        ? Optional.of(kind.kind().provides(kind.own(ready.arguments())))
        : Optional.empty();
  }
}
