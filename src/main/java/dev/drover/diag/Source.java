package dev.drover.diag;

import java.util.Optional;

/**
 * A text that a user wrote, with the name under which messages speak of it (usually its path).
 *
 * @param name the name, as shown in messages
 * @param text the whole text
 * @param sealed what the file holds if the text is encrypted there: then the text is a secret
 * @param includedAt where another text takes this one in; messages show the chain
 */
public record Source(String name, String text, Optional<String> sealed, Optional<Span> includedAt) {

  /** A text that was not taken in by another one. */
  public Source(String name, String text) {
    this(name, text, Optional.empty(), Optional.empty());
  }

  /** This text as it is taken in by another one. */
  public Source includedAt(Span place) {
    return new Source(name, text, sealed, Optional.of(place));
  }

  /** What this text, which is encrypted, says. */
  public Source opened(String content) {
    return new Source(name, content, Optional.of(text), includedAt);
  }

  /** True if the text must not be shown, nor any value that is read from it. */
  public boolean isSecret() {
    return sealed.isPresent();
  }

  /** What the file holds. */
  public String stored() {
    return sealed.orElse(text);
  }

  /** A line as it may be shown; nothing of a secret text, any line of which may be a value. */
  public String shown(int number) {
    return isSecret() ? "" : line(number);
  }

  /** The text of a line, counted from 1; empty if the source has no such line. */
  public String line(int number) {
    int start = 0;
    for (int line = 1; line < number && start < text.length(); line++) {
      int end = lineEnd(start);
      start = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    return number < 1 || start >= text.length() ? "" : text.substring(start, lineEnd(start));
  }

  private int lineEnd(int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  /** The offset in the text of a line and a column, both counted from 1. */
  public int offset(int line, int column) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        return text.length();
      }
      at = end + 1;
    }
    int left = text.codePointCount(at, text.length());
    return text.offsetByCodePoints(at, Math.min(column - 1, left));
  }

  /** The place of {@code length} characters at an offset in the text. */
  public Span span(int offset, int length) {
    int start = 0;
    int line = 1;
    for (int end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      start = end + 1;
      line++;
    }
    return new Span(this, line, text.codePointCount(start, offset) + 1, Math.max(1, length));
  }

  @Override
  public String toString() {
    return name;
  }
}
