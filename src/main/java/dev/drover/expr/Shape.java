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
  ANY
}
