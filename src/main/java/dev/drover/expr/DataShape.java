package dev.drover.expr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What data is like over which conditions are written: the types of all that is in it. */
public sealed interface DataShape {

  /** One value. */
  enum Single implements DataShape {
    TEXT,
    WHOLE,
    REAL,
    TRUTH,
    /** Nobody can tell. */
    ANY
  }

  /** A list of values that are alike. */
  record ListOf(DataShape item) implements DataShape {}

  /** Names with values that are alike. */
  record MapOf(DataShape value) implements DataShape {}

  /** Fields that are always there. */
  record Fields(String name, Map<String, DataShape> fields) implements DataShape {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
