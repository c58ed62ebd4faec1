package dev.drover.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Tells the last whole line of what comes; a half one might be half a secret. */
final class LastLine {

  /** Nobody reads more of a line that is told while it goes on. */
  private static final int LONGEST = 4096;

  private final Consumer<String> hears;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  LastLine(Consumer<String> hears) {
    this.hears = hears;
  }

  void take(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int last = lineEnd(bytes, offset, end);
    if (last < offset) {
      keep(bytes, offset, end);
      return;
    }
    int before = lineEnd(bytes, offset, last);
    if (before >= offset) {
      begun.reset();
    }
    keep(bytes, Math.max(before + 1, offset), last);
    String line = begun.toString(StandardCharsets.UTF_8);
    begun.reset();
    keep(bytes, last + 1, end);
    if (!line.isBlank()) {
      hears.accept(line);
    }
  }

  /** A program that shows progress goes back to the beginning of its line. */
  private static int lineEnd(byte[] bytes, int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        return at;
      }
    }
    return from - 1;
  }

  private void keep(byte[] bytes, int from, int to) {
    int room = Math.min(to - from, LONGEST - begun.size());
    if (room > 0) {
      begun.write(bytes, from, room);
    }
  }
}
