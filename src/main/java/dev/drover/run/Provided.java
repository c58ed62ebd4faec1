package dev.drover.run;

import dev.drover.plan.Step;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds.Registered;
import java.util.Map;

/** The names that a step leaves to later ones of its host. */
final class Provided {

  private Provided() {}

  static Map<String, ?> by(Step step) {
    return step.arguments() instanceof Bound.Ready<?> ready
        ? by(step.kind(), ready.arguments())
        : Map.of();
  }

  private static <A extends Record> Map<String, ?> by(Registered<A> kind, Record arguments) {
    return kind.kind().provides(kind.arguments().cast(arguments));
  }
}
