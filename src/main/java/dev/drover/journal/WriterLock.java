package dev.drover.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Only one process at a time writes a journal. The lock is on a file of its own beside the journal:
 * the system drops a process's locks on a file as soon as the process closes that file anywhere,
 * and journals are read while they are written.
 *
 * <p>It is taken for the first byte; the second one is locked too while there is a writer. Whoever
 * asks whether there is one tries the second byte for a moment, so that asking never refuses a
 * writer.
 *
 * <p>On a shared directory the lock holds between machines where the file system passes locks on to
 * its server, as NFS 4 does, and NFS 3 with its lock service. Mounted with {@code nolock} or {@code
 * local_lock} it holds on one machine only; there a second writer is noticed by the length of the
 * file, before anything is written ({@link Journal#append}), and the lease of the cluster keeps it
 * from acting.
 */
final class WriterLock implements AutoCloseable {

  private final FileChannel channel;

  private WriterLock(FileChannel channel) {
    this.channel = channel;
  }

  private static Path beside(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".lock");
  }

  /** Takes the lock; empty if another process, or this one, has it. */
  static Optional<WriterLock> take(Path journal) throws IOException {
    FileChannel channel =
        FileChannel.open(
            beside(journal),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            FileMedium.OWN);
    if (lock(channel, 0, false).isEmpty()) {
      channel.close();
      return Optional.empty();
    }
    String process = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
    channel.lock(1, 1, false);
    return Optional.of(new WriterLock(channel));
  }

  /**
   * The process that writes a journal now; 0 if it has not said who it is. Not to be asked by that
   * process itself, which would lose the lock.
   */
  static Optional<Long> holder(Path journal) throws IOException {
    Path file = beside(journal);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (lock(channel, 1, true).isPresent()) {
        return Optional.empty();
      }
    }
    String process = Files.readString(file).strip();
    return Optional.of(process.matches("[0-9]{1,18}") ? Long.parseLong(process) : 0);
  }

  /** When the lock was taken last. */
  static Instant since(Path journal) throws IOException {
    Path file = beside(journal);
    return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.EPOCH;
  }

  private static Optional<FileLock> lock(FileChannel channel, long at, boolean shared)
      throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(at, 1, shared));
    } catch (OverlappingFileLockException alsoTaken) {
      return Optional.empty(); // by this process: the same answer as for another one
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
