package dev.drover.policy;

import dev.drover.expr.DataShape;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlayView;
import dev.drover.review.StepView;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan's document as conditions see it: with the names and values that its JSON has. */
final class DocumentData {

  /** What a play is like. */
  static final DataShape PLAY = shape(PlayView.class);

  /** What a step is like. */
  static final DataShape STEP = shape(StepView.class);

  /** What a plan is like. */
  static final DataShape PLAN = shape(PlanDocument.class);

  private final Object plan;

  DocumentData(PlanDocument document) {
    this.plan = data(document);
  }

  /** The whole plan. */
  Object plan() {
    return plan;
  }

  /** Its plays. */
  List<Map<?, ?>> plays() {
    return maps(plan, "plays");
  }

  /** The maps of a list in a map. */
  static List<Map<?, ?>> maps(Object owner, String field) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (owner instanceof Map<?, ?> map && map.get(field) instanceof List<?> list) {
      list.forEach(item -> {
        if (item instanceof Map<?, ?> one) {
          maps.add(one);
        }
      });
    }
    return maps;
  }

  private static DataShape shape(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      if (parameterized.getRawType() == List.class) {
        return new DataShape.ListOf(shape(arguments[0]));
      }
      if (parameterized.getRawType() == Map.class) {
        return new DataShape.MapOf(shape(arguments[1]));
      }
    } else if (type instanceof Class<?> plain) {
      if (plain == String.class || plain.isEnum()) {
        return DataShape.Single.TEXT;
      }
      if (plain == int.class || plain == long.class) {
        return DataShape.Single.WHOLE;
      }
      if (plain == boolean.class) {
        return DataShape.Single.TRUTH;
      }
      if (plain.isRecord()) {
        Map<String, DataShape> fields = new LinkedHashMap<>();
        for (RecordComponent component : plain.getRecordComponents()) {
          fields.put(component.getName(), shape(component.getGenericType()));
        }
        return new DataShape.Fields(plain.getName(), fields);
      }
    }
    return DataShape.Single.ANY;
  }

  private static Object data(Object value) {
    return switch (value) {
      case Record record -> fields(record);
      case List<?> list -> list.stream().map(DocumentData::data).toList();
      case Map<?, ?> map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), data(field)));
        yield fields;
      }
      case Integer number -> number.longValue();
      case Enum<?> constant -> constant.name();
      default -> value;
    };
  }

  private static Map<String, Object> fields(Record record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(record);
        if (value != null) {
          fields.put(component.getName(), data(value));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record can't be read: " + record.getClass(), e);
      }
    }
    return fields;
  }
}
