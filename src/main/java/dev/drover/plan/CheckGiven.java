package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.model.Layer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks what includes around a step are given for its host: values with templates. */
final class CheckGiven {

  private CheckGiven() {}

  /** The scope in which names with a wrong value have none, so that no use is reported as well. */
  static Scope in(Step step, Scope scope, Diagnostics diagnostics) {
    Map<String, Definition> wrong = new LinkedHashMap<>();
    for (Layer layer : step.task().layers()) {
      for (Layer.Check check : layer.checks()) {
        scope.all(check.name()).stream()
            .map(Scope.Found::definition)
            .filter(Scope.Outside.class::isInstance)
            .map(Scope.Outside.class::cast)
            .filter(outside -> outside.node().equals(check.node()))
            .findFirst()
            .ifPresent(outside -> {
              Diagnostics own = new Diagnostics();
              check.type().check(check.node(), outside.within(), own);
              if (own.hasErrors()) {
                wrong.put(check.name(), new Scope.Reported());
              }
              own.sorted().forEach(diagnostics::add);
            });
      }
    }
    return scope.with("mistaken", wrong);
  }
}
