package dev.drover.schema;

import dev.drover.expr.Shape;
import dev.drover.schema.FieldType.Choice;
import dev.drover.schema.FieldType.ListOf;
import dev.drover.schema.FieldType.MapOf;
import dev.drover.schema.FieldType.Maybe;
import dev.drover.schema.FieldType.Nested;
import dev.drover.schema.FieldType.Single;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What conditions may expect of the fields of a record that is not there yet. */
public final class Shapes {

  /** What every task's result tells, whatever its kind. */
  public static final List<String> ALWAYS = List.of("changed", "failed", "skipped");

  private Shapes() {}

  /**
   * The fields of a task's result, {@code changed}, {@code failed} and {@code skipped} among them.
   */
  public static Map<String, Shape> ofResult(Schema result) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    ALWAYS.forEach(name -> shapes.put(name, Shape.TRUTH));
    add("", result, shapes);
    return shapes;
  }

  /**
   * The fields of a record by their dotted names: {@code os} and {@code os.id}, and {@code disk.*}
   * for whatever a map holds.
   */
  public static Map<String, Shape> of(Class<? extends Record> type) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    add("", Schema.of(type), shapes);
    return shapes;
  }

  private static void add(String before, Schema schema, Map<String, Shape> shapes) {
    for (Schema.Field field : schema.fields()) {
      String name = before + field.name();
      shapes.put(name, of(field.type()));
      switch (field.type()) {
        case Nested(Schema inner) -> add(name + ".", inner, shapes);
        case MapOf(Nested(Schema inner)) -> {
          shapes.put(name + "." + Shape.EACH, Shape.MAP);
          add(name + "." + Shape.EACH + ".", inner, shapes);
        }
        case MapOf _, ListOf _, Maybe _, Choice _, Single _ -> {}
      }
    }
  }

  private static Shape of(FieldType type) {
    return switch (type) {
      case Single single -> of(single);
      case Choice _ -> Shape.TEXT;
      case ListOf _ -> Shape.LIST;
      case MapOf _, Nested _ -> Shape.MAP;
      case Maybe _ -> Shape.ANY;
    };
  }

  private static Shape of(Single single) {
    return switch (single) {
      case BOOL -> Shape.TRUTH;
      case INT, LONG -> Shape.WHOLE;
      case REAL -> Shape.REAL;
      case ANY -> Shape.ANY;
      case STRING, WORD, DURATION, SIZE, VERSION, PATH, URL, SECRET, CONDITION, SHELL -> Shape.TEXT;
    };
  }
}
