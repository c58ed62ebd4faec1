package dev.drover.report;

import static java.lang.Character.UnicodeScript.BOPOMOFO;
import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HANGUL;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.KATAKANA;
import static java.lang.Character.UnicodeScript.YI;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How many columns of a terminal letters take: some take two, others none. */
final class Columns {

  private static final Set<UnicodeScript> TWO_COLUMNS =
      Set.of(HAN, HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI);

  private Columns() {}

  static int of(CharSequence text) {
    return text.codePoints().map(Columns::of).sum();
  }

  static int of(int letter) {
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> isWide(letter) ? 2 : 1;
    };
  }

  private static boolean isWide(int letter) {
    boolean half = letter >= 0xFF61 && letter <= 0xFFDC;
    boolean full = (letter >= 0xFF01 && letter <= 0xFF60) || (letter >= 0x3000 && letter <= 0x303E);
    return !half
        && (full
            || Character.isEmojiPresentation(letter)
            || TWO_COLUMNS.contains(UnicodeScript.of(letter)));
  }

  /** A text with blanks behind it, so that it takes at least so many columns. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }
}
