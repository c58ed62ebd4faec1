package dev.drover.silence;

import java.util.regex.Pattern;

/**
 * Which alerts: those whose label has a value, or has it not.
 *
 * @param regex whether the value is a regular expression
 * @param equal whether the label must have the value
 */
record Matcher(String name, String value, boolean regex, boolean equal) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*(=~|!~|!=|=)\\s*(.*)", Pattern.DOTALL);

  /** One as Alertmanager's own tools write it, with or without quotes around the value. */
  static Matcher of(String text) {
    java.util.regex.Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "`" + text + "` is no matcher: write LABEL=\"value\", or !=, =~, !~ in place of =");
    }
    String value = parts.group(3);
    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    }
    String sign = parts.group(2);
    return new Matcher(parts.group(1), value, sign.endsWith("~"), !sign.startsWith("!"));
  }

  @Override
  public String toString() {
    return name + (equal ? regex ? "=~" : "=" : regex ? "!~" : "!=") + "\"" + value + "\"";
  }
}
