package dev.drover.schema;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.yaml.Node;

/** Makes the record of what was written. */
public final class Binder {

  private Binder() {}

  /** Binds arguments in a scope; whatever is wrong is reported where it was written. */
  public static <A extends Record> Bound<A> bind(
      Class<A> type, Node arguments, Scope scope, Diagnostics diagnostics) {
    return new Bound.Wrong<>();
  }
}
