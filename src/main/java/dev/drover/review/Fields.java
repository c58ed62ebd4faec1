package dev.drover.review;

import dev.drover.review.PlanDiff.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values as named lines of text. Numbers and words are compared as they are written, so that a
 * document is the same before and after it was in a file.
 */
final class Fields {

  private Fields() {}

  /** The value of a part of a record. */
  static Object value(Record record, RecordComponent part) {
    Method accessor = part.getAccessor();
    try {
      accessor.setAccessible(true);
      return Optional.ofNullable(accessor.invoke(record)).orElse("");
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("can't read " + accessor, e);
    }
  }

  static List<?> list(Optional<Object> value) {
    return value.filter(List.class::isInstance).<List<?>>map(List.class::cast).orElse(List.of());
  }

  static Map<?, ?> map(Optional<Object> value) {
    return value.filter(Map.class::isInstance).<Map<?, ?>>map(Map.class::cast).orElse(Map.of());
  }

  /** The fields in which two values differ; a record or a map in it has a field for each part. */
  static List<Field> differing(
      String name, Optional<Object> before, Optional<Object> after, boolean pinned) {
    if (before.equals(after)) {
      return List.of();
    }
    Map<String, List<String>> was = lines(name, before);
    Map<String, List<String>> is = lines(name, after);
    Set<String> names = new LinkedHashSet<>(was.keySet());
    names.addAll(is.keySet());
    List<Field> fields = new ArrayList<>();
    for (String one : names) {
      Field field =
          new Field(one, was.getOrDefault(one, List.of()), is.getOrDefault(one, List.of()), pinned);
      if (!field.before().equals(field.after())) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static Map<String, List<String>> lines(String name, Optional<Object> value) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    value.ifPresent(one -> add(name, one, lines));
    return lines;
  }

  private static void add(String name, Object value, Map<String, List<String>> lines) {
    switch (value) {
      case Record record -> {
        for (RecordComponent part : record.getClass().getRecordComponents()) {
          add(below(name, part.getName()), value(record, part), lines);
        }
      }
      case Map<?, ?> map ->
          map.forEach(
              (key, one) -> add(below(name, String.valueOf(key)), one == null ? "" : one, lines));
      case Collection<?> list -> lines.put(name, list.stream().map(Fields::line).toList());
      case Object one -> lines.put(name, List.of(line(one)));
    }
  }

  private static String below(String name, String part) {
    return name.isEmpty() ? part : name + "." + part;
  }

  /** A value on one line, its line breaks aside. */
  private static String line(Object value) {
    if (value instanceof Record || value instanceof Map) {
      Map<String, List<String>> parts = new LinkedHashMap<>();
      add("", value, parts);
      List<String> words = new ArrayList<>();
      parts.forEach((name, lines) -> words.add(name + ": " + String.join(", ", lines)));
      return String.join("; ", words);
    }
    return value instanceof Collection<?> list
        ? String.join(", ", list.stream().map(Fields::line).toList())
        : String.valueOf(value);
  }
}
