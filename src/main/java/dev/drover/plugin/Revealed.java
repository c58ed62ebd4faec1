package dev.drover.plugin;

import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.schema.Durations;
import dev.drover.schema.Given;
import dev.drover.secret.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arguments as programs get them. */
final class Revealed {
  private Revealed() {}

  /**
   * Arguments as JSON-shaped data, secrets readable: they go to the program's standard input and
   * nowhere else.
   */
  static Map<String, Object> of(Given given) {
    Map<String, Object> plain = new LinkedHashMap<>();
    given
        .values()
        .forEach((name, value) -> {
          if (!(value instanceof Optional<?> optional) || optional.isPresent()) {
            plain.put(name, revealed(value));
          }
        });
    return plain;
  }

  private static Object revealed(Object value) {
    return switch (value) {
      case Boolean truth -> truth;
      case Number number -> number;
      case Secret secret -> secret.reveal();
      case Duration duration -> Durations.text(duration);
      case Optional<?> optional -> revealed(optional.orElseThrow());
      case Value any -> Values.plain(any);
      case List<?> list -> list.stream().map(Revealed::revealed).toList();
      case Map<?, ?> map -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), revealed(field)));
        yield fields;
      }
      case Given nested -> of(nested);
      default -> value.toString();
    };
  }
}
