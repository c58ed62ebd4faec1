package dev.drover.report;

/**
 * A line of a source with a caret under what is meant, as a terminal shows it: tabs take several
 * columns, some letters take two and others none, and of a long line only the part around the caret
 * is shown.
 */
final class Excerpt {

  private static final int WIDEST = 110;
  private static final int IN_FRONT = 40;
  private static final int TAB = 4;

  private final StringBuilder line = new StringBuilder();
  private final StringBuilder marks = new StringBuilder();

  private Excerpt(String text, int column, int length) {
    int[] letters = text.codePoints().toArray();
    int from = Math.min(Math.max(column, 1) - 1, letters.length);
    int to = Math.max(from + 1, Math.min(letters.length, from + Math.max(1, length)));
    int start = start(letters, from);
    if (start > 0) {
      put('…', 1, ' ');
    }
    int at = start;
    for (; at < letters.length && line.length() < WIDEST; at++) {
      int width = width(letters[at], marks.length());
      char mark = at < from || at >= to ? ' ' : at == from ? '^' : '~';
      if (letters[at] == '\t') {
        put(" ".repeat(width), width, mark);
      } else {
        put(Character.toString(Style.harmless(letters[at])), width, mark);
      }
    }
    if (at < letters.length) {
      put('…', 1, ' ');
    } else if (from >= letters.length) {
      put("", 1, '^');
    }
  }

  /** Where the shown part begins: at the start unless the caret would be far out. */
  private static int start(int[] letters, int from) {
    if (letters.length <= WIDEST || from < WIDEST - IN_FRONT) {
      return 0;
    }
    return Math.min(from - IN_FRONT, Math.max(0, letters.length - WIDEST + 1));
  }

  private void put(char letter, int width, char mark) {
    put(String.valueOf(letter), width, mark);
  }

  private void put(String text, int width, char mark) {
    line.append(text);
    for (int i = 0; i < width; i++) {
      marks.append(i > 0 && mark == '^' ? '~' : mark);
    }
  }

  /** Two lines, the first with its number; nothing if the line is blank. */
  static String of(int number, String text, int column, int length) {
    if (text.isBlank()) {
      return "";
    }
    Excerpt excerpt = new Excerpt(text, column, length);
    return "%5d | %s\n      | %s\n"
        .formatted(number, excerpt.line, excerpt.marks.toString().stripTrailing());
  }

  private static int width(int letter, int column) {
    if (letter == '\t') {
      return TAB - column % TAB;
    }
    return Columns.of(letter);
  }

  /** The text without anything that could steer a terminal. */
  static String visible(String text) {
    return Style.harmless(text.replace('\t', ' '));
  }
}
