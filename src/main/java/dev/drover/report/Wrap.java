package dev.drover.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines between words. A word is never broken, however long it is. */
public final class Wrap {

  /** The width where nobody knows a better one. */
  public static final int USUAL = 80;

  private Wrap() {}

  /**
   * A text as lines.
   *
   * @param first what stands before the first line
   * @param next what stands before the others
   */
  public static List<String> lines(String first, String next, String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words(text)) {
      if (!empty && Columns.of(line) + 1 + Columns.of(word) > width) {
        lines.add(line.toString());
        line = new StringBuilder(next);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }

  /** What is not broken: words, and what stands in backticks, as that can be pasted. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (String piece : text.split(" ", -1)) {
      word.append(word.isEmpty() ? "" : " ").append(piece);
      quoted ^= piece.chars().filter(letter -> letter == '`').count() % 2 == 1;
      if (!quoted) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (!word.isEmpty()) {
      words.addAll(List.of(word.toString().split(" ", -1)));
    }
    return words;
  }
}
