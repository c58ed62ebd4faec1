package dev.drover.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a command prints, and fails when that is more than anybody can use. */
final class Capture extends OutputStream {

  /** More than a person or a condition can make use of, little enough to hold for many hosts. */
  static final int LIMIT = 8 << 20;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);

  @Override
  public void write(int character) throws IOException {
    write(new byte[] {(byte) character}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > LIMIT - kept.size()) {
      throw new IOException("it printed more than %d MiB".formatted(LIMIT >> 20));
    }
    kept.write(bytes, offset, length);
  }

  /** What came, as UTF-8. */
  synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
