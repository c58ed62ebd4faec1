package dev.drover.schema;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.schema.Schema.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the record of its values; what its constructor refuses is the user's mistake, and so is
 * each exception that it adds as a suppressed one, so that several are told at once.
 */
final class Making {

  private Making() {}

  static Part of(
      Schema schema,
      List<Object> values,
      Place place,
      Map<String, Place> written,
      Diagnostics diagnostics) {
    if (schema.type() == Given.class) {
      return new Part.Is(given(schema, values));
    }
    try {
      return new Part.Is(Reflected.of(schema.type()).constructor().newInstance(values.toArray()));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException refused)) {
        throw new IllegalStateException("the constructor of " + schema.type() + " failed", e);
      }
      Stream.concat(Stream.of(refused), Arrays.stream(refused.getSuppressed()))
          .map(mistake -> String.valueOf(mistake.getMessage()))
          .forEach(message ->
              meant(schema, message, place, written)
                  .report(
                      diagnostics,
                      Code.ARGS_INVALID,
                      message,
                      "change the value or the values it clashes with"));
      return new Part.Wrong();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no record can be made of " + schema.type(), e);
    }
  }

  private static Given given(Schema schema, List<Object> values) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      named.put(schema.fields().get(i).name(), values.get(i));
    }
    return new Given(schema, named);
  }

  /** The field that a message names first in backticks, if it was written; else the whole. */
  private static Place meant(
      Schema schema, String message, Place place, Map<String, Place> written) {
    return schema.fields().stream()
        .map(Field::name)
        .filter(name -> message.startsWith("`" + name + "`") && written.containsKey(name))
        .findFirst()
        .map(name -> written.getOrDefault(name, place))
        .orElse(place);
  }
}
