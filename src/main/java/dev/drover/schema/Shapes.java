package dev.drover.schema;

import dev.drover.expr.Shape;
import java.util.Map;

/** What conditions may expect of the fields of a record that is not there yet. */
public final class Shapes {

  private Shapes() {}

  /**
   * The fields of a task's result, {@code changed}, {@code failed} and {@code skipped} among them.
   */
  public static Map<String, Shape> ofResult(Class<? extends Record> result) {
    return Map.of();
  }
}
