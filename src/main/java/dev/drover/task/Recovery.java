package dev.drover.task;

/** What may be done with a step that was begun and of which no outcome is known. */
public enum Recovery {
  /** Repeating it does no harm: run it again. */
  REPEAT,
  /** Plan it: if nothing is left to change it took place, else run it. */
  PROBE,
  /**
   * The machine knows: what it has begun for the step is attached to, what it has not is run. If it
   * was started anew meanwhile, a person is asked.
   */
  ATTACH,
  /** Nobody can tell and a repeat may do harm: ask a person. */
  ASK
}
