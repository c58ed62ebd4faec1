package dev.drover.task;

/** What may be done with a step that was begun and of which no outcome is known. */
public enum Recovery {
  /** Repeating it does no harm: run it again. */
  REPEAT,
  /** Plan it: if nothing is left to change it took place, else run it. */
  PROBE,
  /** Nobody can tell and a repeat may do harm: ask a person. */
  ASK
}
