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
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Lets one process at a time write a journal. It is the lock of a file beside it, not of the
 * journal itself: a process loses the lock of a file as soon as it closes that file anywhere, and
 * the journal is read while it is written.
 */
final class WriterLock implements AutoCloseable {

  private static final FileAttribute<?> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final FileChannel channel;
  private final FileLock lock;

  private WriterLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  private static Path beside(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".lock");
  }

  /** Takes the lock of a journal; empty if another process holds it. */
  static Optional<WriterLock> take(Path journal) throws IOException {
    FileChannel channel =
        FileChannel.open(
            beside(journal),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            OWN);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(new WriterLock(channel, lock));
      }
    } catch (OverlappingFileLockException alsoTaken) {
      // the same process has it: the same answer as for another one
    }
    channel.close();
    return Optional.empty();
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
      if (channel.tryLock(0, Long.MAX_VALUE, true) != null) {
        return Optional.empty();
      }
    } catch (OverlappingFileLockException alsoTaken) {
      // held by this process, in a test
    }
    String pid = Files.readString(file).strip();
    return Optional.of(pid.matches("[0-9]{1,18}") ? Long.parseLong(pid) : 0);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
