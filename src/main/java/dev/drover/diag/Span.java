package dev.drover.diag;

/**
 * A place in a source: a line, a column (both counted from 1) and the number of characters meant.
 *
 * @param source where the text stands
 * @param line the line, from 1
 * @param column the column, from 1
 * @param length how many characters on that line are meant, at least 1
 */
public record Span(Source source, int line, int column, int length) implements Comparable<Span> {

  /** A span of one character at the start of {@code source}. */
  public static Span startOf(Source source) {
    return new Span(source, 1, 1, 1);
  }

  /**
   * The part of this span that begins {@code offset} characters later and is {@code length} long.
   */
  public Span within(int offset, int length) {
    return new Span(source, line, column + offset, Math.max(1, length));
  }

  /**
   * The place of a part of {@code text}, which is what was read at this span. Quotes, indentation
   * and folding make offsets differ from columns, so the part is looked for; if it is not there
   * letter by letter (an escape may be inside), this whole span is meant.
   */
  public Span part(String text, int offset, int length) {
    int end = Math.min(text.length(), offset + Math.max(1, length));
    if (offset >= end) {
      return this;
    }
    String part = text.substring(offset, end).lines().findFirst().orElse("");
    if (part.isEmpty()) {
      return this;
    }
    int at = source.offset(line, column) - 1;
    for (int i = -1; i < offset && at >= -1; ) {
      i = text.indexOf(part, i + 1);
      at = source.text().indexOf(part, at + 1);
      if (at < 0) {
        return this;
      }
    }
    return source.span(at, part.length());
  }

  @Override
  public int compareTo(Span other) {
    int byName = source.name().compareTo(other.source.name());
    if (byName != 0) {
      return byName;
    }
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  /** {@code file:line:column}, the form that editors and terminals make clickable. */
  @Override
  public String toString() {
    return source.name() + ":" + line + ":" + column;
  }
}
