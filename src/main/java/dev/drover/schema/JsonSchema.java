package dev.drover.schema;

import dev.drover.schema.FieldType.Choice;
import dev.drover.schema.FieldType.ListOf;
import dev.drover.schema.FieldType.MapOf;
import dev.drover.schema.FieldType.Maybe;
import dev.drover.schema.FieldType.Nested;
import dev.drover.schema.FieldType.Single;
import dev.drover.schema.Schema.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what may be written for a record as JSON Schema (2020-12), so that editors complete and
 * check it. It allows a template wherever {@link Binder} does, and knows no values behind names.
 */
public final class JsonSchema {

  /** Any value written in one piece: editors see a number where we see its text. */
  public static final Map<String, Object> SCALAR =
      Map.of("type", List.of("string", "number", "boolean"));

  /** A text with a template in it. */
  private static final Map<String, Object> TEMPLATE = pattern("\\{\\{");

  private JsonSchema() {}

  /** What may be written for a record: a map, or the value of its main field. */
  public static Map<String, Object> of(Schema schema) {
    if (schema.isOneMap()) {
      return of(schema.fields().getFirst().type());
    }
    List<Object> forms = new ArrayList<>();
    forms.add(map(schema));
    schema.main().ifPresent(main -> forms.add(of(main.type())));
    if (schema.fields().stream().noneMatch(Field::required)) {
      forms.add(Map.of("type", "null"));
    }
    return any(forms);
  }

  private static Map<String, Object> map(Schema schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field field : schema.fields()) {
      Map<String, Object> property = new LinkedHashMap<>(of(field.type()));
      if (!field.doc().isEmpty()) {
        property.put("description", description(field));
      }
      properties.put(field.name(), property);
      if (field.required()) {
        required.add(field.name());
      }
    }
    return object(properties, required);
  }

  private static String description(Field field) {
    return field.doc() + field.defaultText().map(text -> " (default: " + text + ")").orElse("");
  }

  /** A map with these keys and no others. */
  public static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    object.put("additionalProperties", false);
    return object;
  }

  /** A value of a type, or a template of one. */
  public static Map<String, Object> of(FieldType type) {
    return switch (type) {
      case Single single -> single(single);
      case Choice choice -> any(List.of(Map.of("enum", words(choice)), TEMPLATE));
      case ListOf(FieldType item) when item == Single.CONDITION ->
          any(List.of(list(of(item)), of(item)));
      case ListOf(FieldType item) -> any(List.of(list(of(item)), TEMPLATE));
      case MapOf(FieldType value) ->
          any(List.of(fields("type", "object", "additionalProperties", of(value)), TEMPLATE));
      case Nested(Schema schema) -> any(List.of(of(schema), TEMPLATE));
      case Maybe(FieldType value) -> any(List.of(of(value), Map.of("type", "null")));
    };
  }

  private static Map<String, Object> single(Single type) {
    return switch (type) {
      case STRING, WORD, SECRET, VERSION, CONDITION -> SCALAR;
      case SHELL, PATH, URL -> Map.of("type", "string");
      case ANY -> Map.of();
      case BOOL ->
          any(
              List.of(
                  Map.of("type", "boolean"),
                  pattern(
                      "^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$"),
                  TEMPLATE));
      case INT, LONG -> any(List.of(Map.of("type", "integer"), pattern("^[-+]?[0-9]+$"), TEMPLATE));
      case REAL -> any(List.of(Map.of("type", "number"), pattern("^[-+]?[0-9.]+$"), TEMPLATE));
      case DURATION ->
          any(
              List.of(
                  pattern("^(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$"), TEMPLATE));
      case SIZE ->
          any(
              List.of(
                  Map.of("type", "integer"), pattern("^[0-9]+\\s*[KMGTkmgt]?i?[Bb]?$"), TEMPLATE));
    };
  }

  /** The words of a choice as people write them; an editor may read some as truth values. */
  private static List<Object> words(Choice choice) {
    List<Object> words = new ArrayList<>();
    for (String word : choice.all()) {
      words.add(word);
      words.add(word.toUpperCase(Locale.ROOT));
      if (List.of("on", "yes", "true").contains(word)) {
        words.add(true);
      } else if (List.of("off", "no", "false").contains(word)) {
        words.add(false);
      }
    }
    return words.stream().distinct().toList();
  }

  /** One of several forms. */
  public static Map<String, Object> any(List<?> forms) {
    return Map.of("anyOf", forms);
  }

  /** A list of items. */
  public static Map<String, Object> list(Map<String, Object> item) {
    return fields("type", "array", "items", item);
  }

  /** A text of a form. */
  public static Map<String, Object> pattern(String regex) {
    return fields("type", "string", "pattern", regex);
  }

  /** Two fields, in this order. */
  private static Map<String, Object> fields(String one, Object value, String other, Object second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(one, value);
    fields.put(other, second);
    return fields;
  }
}
