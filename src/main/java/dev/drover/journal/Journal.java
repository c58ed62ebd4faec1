package dev.drover.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only record of one run, open for writing. An entry is on the disk when {@link #append}
 * returns. Only one process at a time can have it open; anyone may {@link #read} it meanwhile.
 */
public final class Journal implements AutoCloseable {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final FileChannel channel;
  private final WriterLock lock;

  private Journal(FileChannel channel, WriterLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Creates the journal of a new run; only its owner may read it. */
  public static Journal create(Path file) throws IOException, JournalException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    WriterLock lock = lock(file);
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file,
              options,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
    Journal journal = new Journal(channel, lock);
    journal.write(Frames.HEADER.getBytes(StandardCharsets.US_ASCII));
    forceDirectory(file);
    return journal;
  }

  /** Opens the journal of an earlier run to go on with it; a torn last record is cut off. */
  public static Journal open(Path file) throws IOException, JournalException {
    WriterLock lock = lock(file);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      Journal journal = new Journal(channel, lock);
      int whole = Frames.read(Files.readAllBytes(file), file.toString()).length();
      channel.truncate(whole);
      channel.position(whole);
      if (whole == 0) {
        journal.write(Frames.HEADER.getBytes(StandardCharsets.US_ASCII));
      }
      return journal;
    } catch (IOException | JournalException e) {
      lock.close();
      throw e;
    }
  }

  private static WriterLock lock(Path file) throws IOException, JournalException {
    return WriterLock.take(file)
        .orElseThrow(() ->
            new JournalException(
                file + " is being written by another process",
                "wait until that run has ended, or stop it; `drover status` tells how it goes"
                    + " meanwhile"));
  }

  /**
   * The process that writes a journal now, which is the controller of its run; 0 if it has not said
   * who it is. Not to be asked by that process itself.
   */
  public static Optional<Long> writer(Path file) throws IOException {
    return WriterLock.holder(file);
  }

  /** The entries of a journal, without a torn last one. */
  public static List<Entry> read(Path file) throws IOException, JournalException {
    List<Entry> entries = new ArrayList<>();
    for (String text : Frames.read(Files.readAllBytes(file), file.toString()).texts()) {
      entries.add(JSON.readValue(text, Entry.class));
    }
    return entries;
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
    List<String> texts = Frames.read(start.toByteArray(), file.toString()).texts();
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(JSON.readValue(texts.getFirst(), Entry.class))
            .filter(Entry.RunBegan.class::isInstance)
            .map(Entry.RunBegan.class::cast);
  }

  /** Writes an entry and returns when it is on the disk. */
  public synchronized void append(Entry entry) {
    try {
      write(Frames.frame(JSON.writeValueAsString(entry)));
    } catch (IOException e) {
      throw new UncheckedIOException("the journal can't be written: " + e.getMessage(), e);
    }
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(false);
  }

  /** Without this the file itself could be gone after a power cut. */
  private static void forceDirectory(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
    lock.close();
  }
}
