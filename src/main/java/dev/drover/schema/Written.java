package dev.drover.schema;

import dev.drover.diag.Span;
import dev.drover.schema.Schema.Field;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds where a value of a bound record was written, so that mistakes with it are shown there. */
public final class Written {

  private Written() {}

  /** The place of the field that holds {@code value}; empty if none does or it was left out. */
  public static Optional<Span> of(Record bound, Object value, Node arguments) {
    List<Field> fields = Schema.of(bound).fields();
    for (int i = 0; i < fields.size(); i++) {
      if (holds(Plain.value(bound, fields.get(i), i), value)) {
        return node(fields.get(i), arguments).map(Node::span);
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Object held, Object value) {
    return switch (held) {
      case Optional<?> maybe -> maybe.filter(value::equals).isPresent();
      case Collection<?> items -> items.contains(value);
      default -> held.equals(value);
    };
  }

  private static Optional<Node> node(Field field, Node arguments) {
    return arguments instanceof MapNode map
        ? map.get(field.name())
        : Optional.of(arguments).filter(_ -> field.main());
  }
}
