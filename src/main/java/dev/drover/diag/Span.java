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
