package dev.drover.schema;

import dev.drover.expr.Condition;
import dev.drover.expr.ShellText;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.schema.FieldType.Choice;
import dev.drover.schema.Schema.Field;
import dev.drover.secret.Masker;
import dev.drover.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records as JSON-shaped data, for plans, journals and reports. */
public final class Plain {

  private Plain() {}

  /**
   * The record's fields by their YAML names; secrets are {@code ***}, absent ones are left out. A
   * text that was put together with a secret is not known as such here: whoever shows it masks it.
   */
  public static Map<String, Object> of(Record data) {
    return of(data, new Shown(new Masker(), false));
  }

  /**
   * The same for a review: with what the masker knows masked in all texts, and with files of this
   * machine as they are seen from the current directory.
   */
  public static Map<String, Object> of(Record data, Masker masker) {
    return of(data, new Shown(masker, true));
  }

  /** How values are shown. */
  private record Shown(Masker masker, boolean fromHere) {

    String of(Object value) {
      return masker.mask(
          fromHere && value instanceof Path path
              ? ShownPath.of(path.toString())
              : value.toString());
    }
  }

  private static Map<String, Object> of(Record data, Shown shown) {
    Map<String, Object> plain = new LinkedHashMap<>();
    List<Field> fields = Schema.of(data).fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Object value = value(data, field, i);
      if (!(value instanceof Optional<?> optional) || optional.isPresent()) {
        plain.put(field.name(), plain(value, shown));
      }
    }
    return plain;
  }

  /** The conditions among the record's fields. */
  public static List<Condition> conditions(Record data) {
    List<Condition> conditions = new ArrayList<>();
    List<Field> fields = Schema.of(data).fields();
    for (int i = 0; i < fields.size(); i++) {
      switch (value(data, fields.get(i), i)) {
        case Condition condition -> conditions.add(condition);
        case Optional<?> optional -> optional.ifPresent(one -> addCondition(one, conditions));
        case List<?> list -> list.forEach(one -> addCondition(one, conditions));
        default -> {} // no condition
      }
    }
    return conditions;
  }

  private static void addCondition(Object value, List<Condition> conditions) {
    if (value instanceof Condition condition) {
      conditions.add(condition);
    }
  }

  private static Object plain(Object value, Shown shown) {
    return switch (value) {
      case Boolean truth -> truth;
      case Number number -> number;
      case Duration duration -> Durations.text(duration);
      case Enum<?> constant -> Choice.word(constant);
      case Optional<?> optional -> plain(optional.orElseThrow(), shown);
      case Secret secret -> secret.toString();
      case Value any -> masked(Values.shown(any), shown);
      case Condition condition -> condition.text();
      case ShellText shell -> shown.masker().mask(shell.filled());
      case List<?> list -> masked(list, shown);
      case Map<?, ?> map -> masked(map, shown);
      case Size size -> size.toString();
      case Version version -> version.text();
      case Record nested -> of(nested, shown);
      default -> shown.of(value);
    };
  }

  private static Object masked(Object data, Shown shown) {
    return switch (data) {
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> items.add(plain(item, shown)));
        yield items;
      }
      case Map<?, ?> map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), plain(field, shown)));
        yield fields;
      }
      default -> plain(data, shown);
    };
  }

  /**
   * The value of a field; a schema has the fields of a record in the order of its components.
   *
   * @param number the number of the field, from 0
   */
  static Object value(Record data, Field field, int number) {
    return data instanceof Given given
        ? given.values().getOrDefault(field.name(), Optional.empty())
        : Reflected.of(data.getClass()).value(data, number);
  }
}
