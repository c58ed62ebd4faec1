package dev.drover.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that only its owner may read. It is no channel: a channel is closed for everybody when a
 * thread is interrupted that writes to it, and threads of a run are.
 */
final class FileMedium implements Medium {

  static final FileAttribute<?> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final RandomAccessFile file;

  private FileMedium(RandomAccessFile file) {
    this.file = file;
  }

  /** Makes a file that is not there yet. */
  static FileMedium create(Path path) throws IOException {
    Files.createFile(path, OWN);
    forceDirectory(path);
    return open(path);
  }

  /** Opens one that is there. */
  static FileMedium open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new java.nio.file.NoSuchFileException(path.toString());
    }
    return new FileMedium(new RandomAccessFile(path.toFile(), "rw"));
  }

  @Override
  public long length() throws IOException {
    return file.length();
  }

  @Override
  public void append(byte[] bytes) throws IOException {
    file.seek(file.length());
    file.write(bytes);
    file.getFD().sync();
  }

  @Override
  public void cut(long length) throws IOException {
    file.setLength(length);
    file.getFD().sync();
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
  public void close() throws IOException {
    file.close();
  }
}
