package dev.drover.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The form of a document that we print as JSON, told from its records: as JSON Schema (2020-12) for
 * programs, and as tables for people.
 */
public final class RecordSchema {

  private static final Map<Class<?>, Map<String, Object>> SINGLES =
      Map.of(
          String.class, Map.of("type", "string"),
          boolean.class, Map.of("type", "boolean"),
          int.class, Map.of("type", "integer"),
          long.class, Map.of("type", "integer"),
          double.class, Map.of("type", "number"),
          Instant.class, ordered("type", "string", "format", "date-time"),
          Object.class, Map.of());

  private final Class<? extends Record> root;
  private final Map<Class<?>, Map<String, Object>> records = new LinkedHashMap<>();

  /** Of a document and all that it holds. */
  public RecordSchema(Class<? extends Record> root) {
    this.root = root;
    note(root);
  }

  /** The schema, as data. */
  public Map<String, Object> json(String title) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.putAll(records.getOrDefault(root, Map.of()));
    Map<String, Object> others = new LinkedHashMap<>();
    records.forEach((type, form) -> {
      if (type != root) {
        others.put(type.getSimpleName(), form);
      }
    });
    schema.put("$defs", others);
    return schema;
  }

  /** A table for each record, in Markdown. */
  public String tables() {
    return records.keySet().stream()
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
      case ParameterizedType maybe when maybe.getRawType() == Optional.class ->
          words(maybe.getActualTypeArguments()[0]) + " or null";
      case ParameterizedType map -> "map of " + words(map.getActualTypeArguments()[1]);
      case Class<?> one when one.isRecord() ->
          "[" + one.getSimpleName() + "](#" + one.getSimpleName().toLowerCase(Locale.ROOT) + ")";
      case Class<?> one when one.isEnum() ->
          Arrays.stream(one.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      case Class<?> one when one == String.class -> "text";
      case Class<?> one when one == Instant.class -> "time";
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
      return several(several);
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
      throw new IllegalArgumentException("a document can't hold the type " + type.getTypeName());
    }
    return single;
  }

  private Map<String, Object> several(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return JsonSchema.any(List.of(form(of[0]), Map.of("type", "null")));
    }
    return type.getRawType() == List.class
        ? JsonSchema.list(form(of[0]))
        : ordered("type", "object", "additionalProperties", form(of[1]));
  }

  private static Map<String, Object> ordered(
      String one, Object value, String other, Object second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(one, value);
    fields.put(other, second);
    return fields;
  }
}
