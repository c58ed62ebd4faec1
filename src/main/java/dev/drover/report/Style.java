package dev.drover.report;

import dev.drover.diag.Letters;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Colours of a terminal, or none. */
public enum Style {
  PLAIN,
  COLOURED;

  private static final String BEGIN = "\u001b[";
  private static final String END = BEGIN + "0m";

  /** The beginning of each tone, and the end of all. */
  private static final Pattern OWN =
      Pattern.compile(
          Arrays.stream(Tone.values())
              .map(tone -> Pattern.quote(BEGIN + tone.code + "m"))
              .collect(Collectors.joining("|", "", "|" + Pattern.quote(END))));

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

  /** A text from wherever, made harmless, in a tone. */
  public String of(Tone tone, String text) {
    String plain = harmless(text);
    return this == PLAIN || plain.isEmpty() ? plain : BEGIN + tone.code + "m" + plain + END;
  }

  /**
   * A text of many pieces, as it may go to a terminal: of all that would steer it, line ends, tabs
   * and our own colours stay. Everything that is printed comes through here, so that no piece can
   * be forgotten.
   */
  public String shown(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    if (this == COLOURED) {
      for (Matcher own = OWN.matcher(text); own.find(); at = own.end()) {
        out.append(lines(text.substring(at, own.start()))).append(own.group());
      }
    }
    return out.append(lines(text.substring(at))).toString();
  }

  private static String lines(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(letter -> letter == '\n' || letter == '\t' ? letter : harmless(letter))
        .forEach(out::appendCodePoint);
    return out.toString();
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
    return Letters.steers(letter) ? 0xFFFD : letter;
  }
}
