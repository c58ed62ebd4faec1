package dev.drover.expr;

/** What a condition may take a value for, as far as it is known before the value itself is. */
public enum Shape {
  TEXT,
  WHOLE,
  REAL,
  TRUTH,
  LIST,
  MAP,
  /** Nobody can tell. */
  ANY;

  /** Stands in a dotted name for each key of a map whose keys are not declared. */
  public static final String EACH = "*";
}
