package dev.drover.expr;

import java.util.List;

/**
 * A script for {@code /bin/sh} whose template values are data: in the place of each stands a
 * reference to a variable, so that no value can become shell syntax.
 *
 * @param written the text as the user wrote it; safe to show
 * @param script the text to run; it refers to the variables of {@code data}. Show it only masked:
 *     the explicit raw form {@code {{{x}}}} puts values into it
 * @param data the variables that must be set, unexported, when the script begins
 */
public record ShellText(String written, String script, List<Datum> data) {

  /**
   * A variable of the script.
   *
   * @param variable its name, for instance {@code DROVER_1}
   * @param secret whether the value must not be shown
   */
  public record Datum(String variable, String value, boolean secret) {
    @Override
    public String toString() {
      return variable + "=" + (secret ? "***" : value);
    }
  }

  public ShellText {
    data = List.copyOf(data);
  }

  @Override
  public String toString() {
    return written;
  }
}
