package dev.drover.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a journal from its beginning on, beside its writer: each call gives the entries that have
 * been added since the last one. A record that is being written is left for later.
 */
public final class JournalTail {

  private final Path file;
  private long at;

  /** Follows the journal in {@code file}. */
  public JournalTail(Path file) {
    this.file = file;
  }

  /** The entries behind those that were given before. */
  public List<Entry> next() throws IOException, JournalException {
    byte[] bytes;
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      long length = open.length();
      if (length < at) {
        throw new JournalException(
            file + " was " + at + " bytes long and is " + length + " now: something cut it off",
            "see what became of the run: drover runs");
      }
      bytes = new byte[Math.toIntExact(length - at)];
      open.seek(at);
      open.readFully(bytes);
    }
    String name = file.toString();
    Frames.Content content = at == 0 ? Frames.read(bytes, name) : Frames.readOn(bytes, at, name);
    at += content.length();
    return JournalText.entries(content, name);
  }
}
