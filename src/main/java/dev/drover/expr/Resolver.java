package dev.drover.expr;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.yaml.Node;
import java.util.Optional;

/** Resolves templates in a scope, following definitions that hold templates themselves. */
final class Resolver {

  private final Scope scope;
  private final Diagnostics diagnostics;

  Resolver(Scope scope, Diagnostics diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  Resolution resolve(Node node) {
    return scope.levelCount() < 0 && diagnostics.hasErrors()
        ? new Resolution.Later(java.util.Set.of())
        : new Resolution.Wrong();
  }

  Resolution name(String name, Span use) {
    return new Resolution.Wrong();
  }

  Optional<String> text(Node node) {
    return Optional.empty();
  }
}
