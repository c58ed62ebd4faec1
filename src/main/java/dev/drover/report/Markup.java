package dev.drover.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and SVG that are well-formed XML too. Texts and values of attributes are escaped, and
 * there is no other way in for them; names of tags and attributes are our own.
 */
final class Markup {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens a tag with attributes: name, value, name, value, ... */
  Markup open(String tag, Object... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes what was opened last. */
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** A tag with a text in it. */
  Markup leaf(String tag, String text, Object... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** A tag without content: one that has none in HTML, or one of SVG. */
  Markup empty(String tag, Object... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /**
   * Opens a drawing.
   *
   * @param role img if it is one picture, group if there is something in it to go to
   */
  Markup drawing(String role, String words, int width, int height) {
    return open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "drawing",
        "role",
        role,
        "aria-label",
        words,
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 " + width + " " + height);
  }

  /** A rectangle of a drawing. */
  Markup rect(String look, int x, int y, int width, int height, int round) {
    return empty(
        "rect", "class", look, "x", x, "y", y, "width", width, "height", height, "rx", round);
  }

  /** A line of a drawing. */
  Markup path(String look, String way) {
    return empty("path", "class", look, "d", way);
  }

  /**
   * Words in a drawing.
   *
   * @param anchor start, middle or end: where of the words {@code x} is
   */
  Markup label(String look, int x, int y, String anchor, String words) {
    return leaf("text", words, "class", look, "x", x, "y", y, "text-anchor", anchor);
  }

  /** A text, escaped. */
  Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** A sentence, in which code is what stands in backticks. */
  Markup words(String sentence) {
    String[] parts = sentence.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts.length % 2 == 0) {
        text(i == 0 ? parts[i] : "`" + parts[i]);
      } else if (i % 2 == 0) {
        text(parts[i]);
      } else {
        leaf("code", parts[i]);
      }
    }
    return this;
  }

  /** A tag with a sentence in it. */
  Markup sentence(String tag, String sentence, Object... attributes) {
    return open(tag, attributes).words(sentence).close();
  }

  /** A break in the source, where it does no harm. */
  Markup line() {
    out.append('\n');
    return this;
  }

  /** What is markup already, and made by us alone. */
  Markup own(String markup) {
    out.append(markup);
    return this;
  }

  private void start(String tag, Object... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ')
          .append(attributes[i])
          .append("=\"")
          .append(escaped(String.valueOf(attributes[i + 1])))
          .append('"');
    }
  }

  /** A text that means nothing but itself, within tags and within quotes. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(letter -> {
          switch (letter) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            case '\n' -> safe.append('\n');
            default -> safe.appendCodePoint(printable(letter));
          }
        });
    return safe.toString();
  }

  /** What XML can't hold is a mark, as what a terminal would act on is. */
  private static int printable(int letter) {
    return (letter & 0xFFFE) == 0xFFFE ? 0xFFFD : Style.harmless(letter);
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
