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
   * Text from elsewhere, made harmless: what a host or a file says must not steer the operator's
   * terminal, nor show its letters in another order than they have.
   */
  public static String harmless(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().map(Style::harmless).forEach(out::appendCodePoint);
    return out.toString();
  }

  /** A letter, or a mark in place of one that a terminal would act on. */
  static int harmless(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          0xFFFD;
      default -> letter;
    };
  }
}
