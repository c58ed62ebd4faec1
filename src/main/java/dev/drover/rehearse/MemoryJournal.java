package dev.drover.rehearse;

import dev.drover.journal.Medium;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The bytes of a rehearsed journal, which outlive the controller that wrote them. */
final class MemoryJournal implements Medium {

  /** Is told of each record before it is written, and may cut it off. */
  @FunctionalInterface
  interface Cut {
    /**
     * How many bytes are written.
     *
     * @param bytes the whole record
     */
    int of(byte[] bytes);
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Cut cut = record -> record.length;
  private int last;

  /** Begins with these bytes. */
  MemoryJournal(byte[] before) {
    bytes.writeBytes(before);
  }

  /** From now on records go through this. */
  void cutBy(Cut other) {
    cut = other;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Those before the last record. */
  byte[] bytesBeforeLast() {
    return Arrays.copyOf(bytes.toByteArray(), last);
  }

  @Override
  public long length() {
    return bytes.size();
  }

  @Override
  public void append(byte[] record) {
    last = bytes.size();
    bytes.write(record, 0, cut.of(record));
  }

  /** Keeps these bytes in place of a record, the last thing that the controller did. */
  void endWith(byte[] rest) {
    bytes.writeBytes(rest);
  }

  @Override
  public void cut(long length) {
    byte[] kept = Arrays.copyOf(bytes.toByteArray(), Math.toIntExact(length));
    bytes.reset();
    bytes.writeBytes(kept);
  }

  @Override
  public void close() {}
}
