package dev.drover.expr;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import dev.drover.expr.Value.Fields;
import dev.drover.expr.Value.Items;
import dev.drover.expr.Value.Nothing;
import dev.drover.expr.Value.Real;
import dev.drover.expr.Value.Text;
import dev.drover.expr.Value.Truth;
import dev.drover.expr.Value.Whole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The side of a scope that faces CEL: types and values of the names that one condition uses.
 *
 * <p>A field of a map is declared under its dotted name too ({@code result.rc}), because CEL knows
 * no maps whose fields differ in type; it looks dotted names up first, so comparing {@code
 * result.rc} with a text is found out at load. A field that {@code has(…)} asks for is left out:
 * there, CEL wants the field of a map.
 */
final class Facing {

  private final Scope scope;
  private final Set<String> asked;
  private final Resolver resolver;
  private final Map<String, CelType> types = new LinkedHashMap<>();
  private final Map<String, Value> values = new HashMap<>();

  Facing(Scope scope, Collection<Names.Use> uses, Diagnostics diagnostics) {
    this.scope = scope;
    this.asked = uses.stream().map(Names.Use::asked).collect(Collectors.toUnmodifiableSet());
    this.resolver = new Resolver(scope, diagnostics);
  }

  boolean isDefined(String name) {
    return scope.find(name).isPresent();
  }

  Set<String> names() {
    return scope.names();
  }

  Map<String, CelType> types() {
    return types;
  }

  /** What the names stand for; most conditions are checked more often than they are evaluated. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> objects = new HashMap<>();
    values.forEach((name, value) -> objects.put(name, object(value)));
    return objects;
  }

  /** The names of results that a name rests on and that are not there yet. */
  Set<String> later(String name, Supplier<Span> use) {
    return isDefined(name) && resolver.name(name, use) instanceof Resolution.Later(Set<String> on)
        ? on
        : Set.of();
  }

  /** Makes a name known to the condition; what is wrong with its definition is reported. */
  void declare(String name, Supplier<Span> use) {
    switch (resolver.name(name, use)) {
      case Resolution.Ready(Value value, Optional<Span> _) -> declare(name, value);
      case Resolution.Later _ -> declareLater(name);
      case Resolution.Wrong _ -> types.put(name, SimpleType.DYN);
    }
  }

  private void declare(String name, Value value) {
    if (asked.contains(name)) {
      return;
    }
    types.put(name, type(Values.reckoned(value)));
    values.put(name, value);
    if (value instanceof Fields(Map<String, Value> fields)) {
      fields.forEach((field, inner) -> {
        if (isIdentifier(field)) {
          declare(name + "." + field, inner);
        }
      });
    }
  }

  private void declareLater(String name) {
    if (!(scope.find(name).orElse(null) instanceof Scope.Later(Map<String, Shape> fields))
        || fields.isEmpty()) {
      types.put(name, SimpleType.DYN);
      return;
    }
    types.put(name, MapType.create(SimpleType.STRING, SimpleType.DYN));
    fields.forEach((field, shape) -> {
      if (!asked.contains(name + "." + field) && !field.contains(Shape.EACH)) {
        types.put(name + "." + field, type(shape));
      }
    });
  }

  /** Reports a field that isn't there, as far as the fields are known. */
  void checkFields(Names.Use use, Supplier<Span> span) {
    if (use.fields().isEmpty()) {
      return;
    }
    List<String> path = new ArrayList<>(List.of(use.name()));
    if (scope.find(use.name()).orElse(null) instanceof Scope.Later later) {
      later
          .missing(use.fields())
          .ifPresent(missing ->
              resolver.unknownField(
                  missing.ownerOf(use.name()),
                  missing.field(),
                  missing.known(),
                  upTo(missing.owner() + missing.field(), span),
                  Optional.empty()));
      return;
    }
    if (resolver.name(use.name(), span)
        instanceof Resolution.Ready(Value start, Optional<Span> written)) {
      Value value = start;
      for (String field : use.fields()) {
        if (field.startsWith("[")) {
          return; // a key may be missing: `'x' in map && map['x'] == 1`
        }
        Value next = Resolver.field(value, field).orElse(null);
        if (next == null) {
          Set<String> known =
              value instanceof Fields(Map<String, Value> all) ? all.keySet() : Set.of();
          String owner = String.join(".", path);
          resolver.unknownField(
              owner,
              field,
              known,
              upTo(owner.substring(use.name().length()) + field, span),
              written);
          return;
        }
        path.add(field);
        value = next;
      }
    }
  }

  /** The place of a name and of what follows its dot. */
  private static Span upTo(String fields, Supplier<Span> name) {
    return name.get().within(0, name.get().length() + 1 + fields.length());
  }

  private static boolean isIdentifier(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  private static CelType type(Shape shape) {
    return switch (shape) {
      case TEXT -> SimpleType.STRING;
      case WHOLE -> SimpleType.INT;
      case REAL -> SimpleType.DOUBLE;
      case TRUTH -> SimpleType.BOOL;
      case LIST -> ListType.create(SimpleType.DYN);
      case MAP -> MapType.create(SimpleType.STRING, SimpleType.DYN);
      case ANY -> SimpleType.DYN;
    };
  }

  private static CelType type(Value value) {
    return switch (value) {
      case Text _ -> SimpleType.STRING;
      case Whole _ -> SimpleType.INT;
      case Real _ -> SimpleType.DOUBLE;
      case Truth _ -> SimpleType.BOOL;
      case Items _ -> ListType.create(SimpleType.DYN);
      case Fields _ -> MapType.create(SimpleType.STRING, SimpleType.DYN);
      case Nothing _ -> SimpleType.DYN;
    };
  }

  /** CEL reckons with longs and doubles only. */
  private static Object object(Value value) {
    return switch (Values.reckoned(value)) {
      case Text text -> text.text();
      case Whole(long number) -> number;
      case Real(double number) -> number;
      case Truth(boolean truth) -> truth;
      case Items(List<Value> items) -> items.stream().map(Facing::object).toList();
      case Fields(Map<String, Value> fields) -> {
        Map<String, Object> map = new LinkedHashMap<>();
        fields.forEach((name, field) -> map.put(name, object(field)));
        yield map;
      }
      case Nothing _ -> dev.cel.common.values.NullValue.NULL_VALUE;
    };
  }
}
