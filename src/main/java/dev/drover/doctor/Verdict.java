package dev.drover.doctor;

import java.util.Locale;

/** What a check found. */
public enum Verdict {
  OK,
  WARNING,
  PROBLEM;

  /** The word in output. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
