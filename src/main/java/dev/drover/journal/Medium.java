package dev.drover.journal;

import java.io.IOException;

/** Where the bytes of a journal are kept: a file, or the memory of a rehearsal. */
public interface Medium extends AutoCloseable {

  /** How many bytes there are. */
  long length() throws IOException;

  /** Writes behind the last byte, and returns when that is durable. */
  void append(byte[] bytes) throws IOException;

  /** Drops what is behind a length. */
  void cut(long length) throws IOException;

  @Override
  void close() throws IOException;
}
