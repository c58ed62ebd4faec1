package dev.drover.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The append-only record of one run, open for writing. An entry is on the disk when {@link #append}
 * returns. Only one process at a time can have it open; anyone may {@link #read} it meanwhile, or
 * follow it with a {@link JournalTail}.
 */
public final class Journal implements AutoCloseable {

  private final Medium medium;
  private final Optional<WriterLock> lock;
  private final String name;
  private long length;
  private Optional<IOException> failed = Optional.empty();

  /** Goes on behind {@code length} bytes. */
  Journal(Medium medium, Optional<WriterLock> lock, String name, long length) {
    this.medium = medium;
    this.lock = lock;
    this.name = name;
    this.length = length;
  }

  /** Creates the journal of a new run; only its owner may read it. */
  public static Journal create(Path file) throws IOException, JournalException {
    WriterLock lock = locked(file);
    try {
      Medium medium = FileMedium.create(file);
      return new Journal(medium, Optional.of(lock), file.toString(), header(medium));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /** Opens the journal of an earlier run to go on with it; a torn last record is cut off. */
  public static Journal open(Path file) throws IOException, JournalException {
    if (!Files.exists(file)) {
      throw new java.nio.file.NoSuchFileException(file.toString());
    }
    WriterLock lock = locked(file);
    try {
      long whole = Frames.read(Files.readAllBytes(file), file.toString()).length();
      Medium medium = FileMedium.open(file);
      if (medium.length() > whole) {
        medium.cut(whole);
      }
      long length = whole == 0 ? header(medium) : whole;
      return new Journal(medium, Optional.of(lock), file.toString(), length);
    } catch (IOException | JournalException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Goes on with a journal that is kept elsewhere than in a file, behind a torn last record; nobody
   * is kept from opening it a second time.
   *
   * @param bytes what there is of it by now
   */
  public static Journal on(Medium medium, byte[] bytes, String name)
      throws IOException, JournalException {
    long whole = Frames.read(bytes, name).length();
    if (medium.length() > whole) {
      medium.cut(whole);
    }
    return new Journal(medium, Optional.empty(), name, whole == 0 ? header(medium) : whole);
  }

  /** The entries of a journal that is kept elsewhere than in a file. */
  public static List<Entry> entries(byte[] bytes, String name) throws JournalException {
    return JournalText.entries(Frames.read(bytes, name), name);
  }

  /** The entry of one record, as a medium gets it; empty for the header, which is none. */
  public static Optional<Entry> entry(byte[] record) throws JournalException {
    byte[] header = Frames.HEADER.getBytes(StandardCharsets.US_ASCII);
    if (Arrays.equals(record, header)) {
      return Optional.empty();
    }
    byte[] whole = Arrays.copyOf(header, header.length + record.length);
    System.arraycopy(record, 0, whole, header.length, record.length);
    return entries(whole, "a record").stream().findFirst();
  }

  private static long header(Medium medium) throws IOException {
    byte[] header = Frames.HEADER.getBytes(StandardCharsets.US_ASCII);
    medium.append(header);
    return header.length;
  }

  private static WriterLock locked(Path file) throws IOException, JournalException {
    return WriterLock.take(file)
        .orElseThrow(() ->
            new JournalException(
                file + " is being written by another process",
                "wait until that run has ended; `drover status last` tells how it stands"));
  }

  /**
   * The process that writes a journal now, which is the controller of its run; 0 if it has not said
   * who it is. Not to be asked by that process itself.
   */
  public static Optional<Long> writer(Path file) throws IOException {
    return WriterLock.holder(file);
  }

  /**
   * When the last one that wrote a journal began to: of what was in work before, it has nothing in
   * hand.
   */
  public static Instant writerSince(Path file) throws IOException {
    return WriterLock.since(file);
  }

  /** The entries of a journal, without a torn last one. */
  public static List<Entry> read(Path file) throws IOException, JournalException {
    String name = file.toString();
    return JournalText.entries(Frames.read(Files.readAllBytes(file), name), name);
  }

  /** How a run began, of which no more is read; empty if its journal was cut before that. */
  public static Optional<Entry.RunBegan> began(Path file) throws IOException, JournalException {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      int lines = 0;
      for (int next = in.read(); next >= 0 && lines < 2; next = in.read()) {
        start.write(next);
        lines += next == '\n' ? 1 : 0;
      }
    }
    String name = file.toString();
    return JournalText.entries(Frames.read(start.toByteArray(), name), name).stream()
        .findFirst()
        .filter(Entry.RunBegan.class::isInstance)
        .map(Entry.RunBegan.class::cast);
  }

  /** An entry as one line of JSON. */
  public static String json(Entry entry) {
    return JournalText.of(entry);
  }

  /**
   * Writes an entry and returns when it is on the disk. After a failure nothing more is written:
   * what the journal says is whole, and nothing is done that it does not say.
   */
  public synchronized void append(Entry entry) {
    failed.ifPresent(cause -> {
      throw new JournalWriteException(name, cause);
    });
    byte[] frame = Frames.frame(JournalText.of(entry));
    try {
      refuseStranger();
      write(frame);
      length += frame.length;
    } catch (IOException e) {
      failed = Optional.of(e);
      throw new JournalWriteException(name, e);
    }
  }

  private void refuseStranger() throws IOException {
    long found = medium.length();
    if (found != length) {
      throw new IOException(
          "another process has written to it (expected %d bytes, found %d)"
              .formatted(length, found));
    }
  }

  /** What was written of an entry before the disk was full goes again. */
  private void write(byte[] frame) throws IOException {
    try {
      medium.append(frame);
    } catch (IOException e) {
      try {
        medium.cut(length);
      } catch (IOException torn) {
        e.addSuppressed(torn); // it is cut off when the journal is opened again
      }
      throw e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    medium.close();
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
