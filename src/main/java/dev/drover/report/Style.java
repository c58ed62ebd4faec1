package dev.drover.report;

/** Colours of a terminal, or none. */
public enum Style {
  PLAIN,
  COLOURED;

  /** What a text is, and so how it looks. */
  public enum Tone {
    GOOD("32"),
    CHANGE("33"),
    BAD("31;1"),
    QUIET("2"),
    STRONG("1");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /** The text in a tone. */
  public String of(Tone tone, String text) {
    return this == PLAIN || text.isEmpty()
        ? text
        : "\u001b[" + tone.code + "m" + text + "\u001b[0m";
  }

  /**
   * Text from elsewhere, made harmless: what a host says must not steer the operator's terminal.
   */
  public static String harmless(String text) {
    return text.chars()
        .mapToObj(
            c -> c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f) ? Character.toString(c) : "\ufffd")
        .collect(java.util.stream.Collectors.joining());
  }
}
