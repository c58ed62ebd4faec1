package dev.drover.schema;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Scope;
import dev.drover.expr.Value;
import dev.drover.yaml.Node;
import java.util.Optional;
import java.util.Set;

/** Makes the record of what was written. */
public final class Binder {

  private Binder() {}

  /** Binds arguments in a scope; whatever is wrong is reported where it was written. */
  public static <A extends Record> Bound<A> bind(
      Class<A> type, Node arguments, Scope scope, Diagnostics diagnostics) {
    return bind(type, Schema.of(type), arguments, scope, diagnostics);
  }

  /**
   * Binds arguments to a schema in a scope; whatever is wrong is reported where it was written.
   *
   * @param type the schema's record, or {@link Given}
   */
  public static <A extends Record> Bound<A> bind(
      Class<A> type, Schema schema, Node arguments, Scope scope, Diagnostics diagnostics) {
    Diagnostics own = new Diagnostics();
    Part part = new Binding(scope, own).record(schema, arguments);
    diagnostics.addAll(own);
    return switch (part) {
      case Part.Is(Object value) -> new Bound.Ready<>(type.cast(value));
      case Part.Later(Set<String> names) -> new Bound.Later<>(names);
      case Part.Wrong _ -> new Bound.Wrong<>();
    };
  }

  /**
   * Makes the record of data that is no text of a user, for instance the answer of a program. No
   * template in it is looked at.
   *
   * @param at what messages name as its place
   */
  public static <A extends Record> Optional<A> data(
      Class<A> type, Schema schema, Value data, Span at, Diagnostics diagnostics) {
    return bind(type, schema, Place.node(data, at), Scope.open(), diagnostics)
            instanceof Bound.Ready<A>(A made)
        ? Optional.of(made)
        : Optional.empty();
  }

  /**
   * Reads one value; what is wrong is reported where it was written. Empty also if there is a
   * template in it, for no name is known here.
   */
  public static Optional<Object> read(
      FieldType type, String name, Node node, Diagnostics diagnostics) {
    return switch (new Binding(Scope.open(), diagnostics).single(type, name, node)) {
      case Part.Is(Object value) -> Optional.of(value);
      case Part.Later _, Part.Wrong _ -> Optional.empty();
    };
  }

  /**
   * Checks arguments as far as it can be done without knowing any name: fields, shapes, and values
   * without templates. True if nothing is wrong.
   */
  public static boolean check(Schema schema, Node arguments, Diagnostics diagnostics) {
    return !(bind(schema.type(), schema, arguments, Scope.open(), diagnostics)
        instanceof Bound.Wrong<?>);
  }
}
