package dev.drover.review;

import dev.drover.schema.Doc;
import dev.drover.schema.JsonSchema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The form of a plan's document, told from its records: as JSON Schema (2020-12) for programs, and
 * as tables for people.
 */
public final class PlanSchema {

  private static final Map<Class<?>, Map<String, Object>> SINGLES =
      Map.of(
          String.class, Map.of("type", "string"),
          boolean.class, Map.of("type", "boolean"),
          int.class, Map.of("type", "integer"),
          long.class, Map.of("type", "integer"),
          Object.class, Map.of());

  private final Map<Class<?>, Map<String, Object>> records = new LinkedHashMap<>();

  private PlanSchema() {
    note(PlanDocument.class);
  }

  /** The schema, as data. */
  public static Map<String, Object> json() {
    PlanSchema all = new PlanSchema();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Drover plan, format " + PlanDocument.FORMAT);
    schema.putAll(all.records.getOrDefault(PlanDocument.class, Map.of()));
    Map<String, Object> others = new LinkedHashMap<>();
    all.records.forEach((type, form) -> {
      if (type != PlanDocument.class) {
        others.put(type.getSimpleName(), form);
      }
    });
    schema.put("$defs", others);
    return schema;
  }

  /** A table for each record, in Markdown. */
  public static String tables() {
    return new PlanSchema()
        .records.keySet().stream()
            .map(type -> table(type.asSubclass(Record.class)))
            .collect(Collectors.joining("\n"));
  }

  private static String table(Class<? extends Record> type) {
    StringBuilder out = new StringBuilder("## " + type.getSimpleName() + "\n\n");
    out.append("| field | type | meaning |\n|---|---|---|\n");
    for (RecordComponent field : type.getRecordComponents()) {
      out.append(
          "| `%s` | %s | %s |\n"
              .formatted(field.getName(), words(field.getGenericType()), meaning(field)));
    }
    return out.toString();
  }

  private static String meaning(RecordComponent field) {
    Doc doc = field.getAnnotation(Doc.class);
    return doc == null ? "" : doc.value();
  }

  private static String words(Type type) {
    return switch (type) {
      case ParameterizedType list when list.getRawType() == List.class ->
          "list of " + words(list.getActualTypeArguments()[0]);
      case ParameterizedType map -> "map of " + words(map.getActualTypeArguments()[1]);
      case Class<?> one when one.isRecord() ->
          "["
              + one.getSimpleName()
              + "](#"
              + one.getSimpleName().toLowerCase(java.util.Locale.ROOT)
              + ")";
      case Class<?> one when one.isEnum() ->
          Arrays.stream(one.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      case Class<?> one when one == String.class -> "text";
      case Class<?> one when one == boolean.class -> "true or false";
      case Class<?> one when one == Object.class -> "any value";
      default -> "number";
    };
  }

  private void note(Class<? extends Record> type) {
    if (records.containsKey(type)) {
      return;
    }
    records.put(type, Map.of()); // keeps its place before those that it holds
    Map<String, Object> fields = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Map<String, Object> field = new LinkedHashMap<>(form(component.getGenericType()));
      if (!meaning(component).isEmpty()) {
        field.put("description", meaning(component));
      }
      fields.put(component.getName(), field);
      required.add(component.getName());
    }
    records.put(type, JsonSchema.object(fields, required));
  }

  private Map<String, Object> form(Type type) {
    if (type instanceof ParameterizedType several) {
      Type item = several.getActualTypeArguments()[several.getRawType() == List.class ? 0 : 1];
      return several.getRawType() == List.class
          ? JsonSchema.list(form(item))
          : ordered("type", "object", "additionalProperties", form(item));
    }
    if (type instanceof Class<?> one && one.isRecord()) {
      note(one.asSubclass(Record.class));
      return Map.of("$ref", "#/$defs/" + one.getSimpleName());
    }
    if (type instanceof Class<?> one && one.isEnum()) {
      return Map.of("enum", Arrays.stream(one.getEnumConstants()).map(String::valueOf).toList());
    }
    Map<String, Object> single = type instanceof Class<?> one ? SINGLES.get(one) : null;
    if (single == null) {
      throw new IllegalArgumentException("a plan can't hold the type " + type.getTypeName());
    }
    return single;
  }

  private static Map<String, Object> ordered(
      String one, Object value, String other, Object second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(one, value);
    fields.put(other, second);
    return fields;
  }
}
