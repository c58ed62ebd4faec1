package dev.drover.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One part of a host pattern.
 *
 * @param sign what is done with its hosts
 * @param text the part without its sign
 * @param offset where {@code text} begins in the pattern
 */
record PatternTerm(Sign sign, String text, int offset) {

  /** What is done with the hosts of a part, in the order in which it is done. */
  enum Sign {
    ADD,
    KEEP,
    REMOVE
  }

  /** True if the part is a regular expression. */
  boolean isRegex() {
    return text.startsWith("~");
  }

  /**
   * Splits a pattern at commas, else at colons. Neither counts within brackets, nor within the
   * parentheses and braces of a regular expression; and a name of the inventory is never split, for
   * an IPv6 address has colons.
   */
  static List<PatternTerm> split(String pattern, Inventory inventory) {
    List<PatternTerm> terms = new ArrayList<>();
    for (PatternTerm part : split(new PatternTerm(Sign.ADD, pattern, 0), ',')) {
      if (inventory.hosts().containsKey(part.signed().text())) {
        terms.add(part.signed());
      } else {
        split(part, ':').stream()
            .map(PatternTerm::signed)
            .filter(term -> term.sign() != Sign.ADD || !term.text().isEmpty())
            .forEach(terms::add);
      }
    }
    return terms;
  }

  private static List<PatternTerm> split(PatternTerm whole, char separator) {
    List<PatternTerm> parts = new ArrayList<>();
    String text = whole.text();
    int start = 0;
    int depth = 0;
    boolean begun = false;
    boolean regex = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      regex |= !begun && c == '~';
      begun |= " \t!&".indexOf(c) < 0;
      if (c == '\\' && regex) {
        at++;
      } else if (opens(c, regex)) {
        depth++;
      } else if (closes(c, regex)) {
        depth = Math.max(0, depth - 1);
      } else if (c == separator && depth == 0) {
        parts.add(new PatternTerm(Sign.ADD, text.substring(start, at), whole.offset() + start));
        start = at + 1;
        begun = false;
        regex = false;
      }
    }
    parts.add(new PatternTerm(Sign.ADD, text.substring(start), whole.offset() + start));
    return parts;
  }

  private static boolean opens(char c, boolean regex) {
    return c == '[' || (regex && (c == '(' || c == '{'));
  }

  private static boolean closes(char c, boolean regex) {
    return c == ']' || (regex && (c == ')' || c == '}'));
  }

  /** This part with its sign taken off its text. */
  private PatternTerm signed() {
    String stripped = text.strip();
    int at = offset + text.indexOf(stripped);
    Sign found =
        switch (stripped.isEmpty() ? ' ' : stripped.charAt(0)) {
          case '&' -> Sign.KEEP;
          case '!' -> Sign.REMOVE;
          default -> Sign.ADD;
        };
    return found == Sign.ADD
        ? new PatternTerm(found, stripped, at)
        : new PatternTerm(found, stripped.substring(1).strip(), at + 1);
  }
}
