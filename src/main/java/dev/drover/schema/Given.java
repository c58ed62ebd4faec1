package dev.drover.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of a schema that no record type stands for: that of a kind which is described by data, for
 * instance by a program. A field that was left out and has no default is an empty {@code Optional}.
 */
public record Given(Schema schema, Map<String, Object> values) {
  public Given {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
