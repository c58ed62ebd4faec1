package dev.drover.review;

import dev.drover.schema.RecordSchema;
import java.util.Map;

/** The form of a plan's document. */
public final class PlanSchema {

  private PlanSchema() {}

  /** As JSON Schema. */
  public static Map<String, Object> json() {
    return new RecordSchema(PlanDocument.class).json("Drover plan, format " + PlanDocument.FORMAT);
  }

  /** A table for each record, in Markdown. */
  public static String tables() {
    return new RecordSchema(PlanDocument.class).tables();
  }
}
