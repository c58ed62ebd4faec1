package dev.drover.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Copies a file within this machine, complete and renamed into place, or not at all. */
final class LocalCopy {

  private LocalCopy() {}

  static void copy(String host, Path from, Path to, int mode)
      throws RemoteException, InterruptedException {
    Path target = to.toAbsolutePath();
    try {
      Path part = Files.createTempFile(parent(target), "." + target.getFileName(), ".part");
      try {
        transfer(from, part);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(Mode.letters(mode)));
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (NoSuchFileException missing) {
      throw refused(host, from, target, missing.getFile() + " does not exist", missing);
    } catch (AtomicMoveNotSupportedException | UnsupportedOperationException odd) {
      throw refused(host, from, target, "the file system can't replace a file in one step", odd);
    } catch (IOException failure) {
      throw refused(host, from, target, String.valueOf(failure.getMessage()), failure);
    }
  }

  /** Block by block, so that a stopped run does not wait for a large file. */
  private static void transfer(Path from, Path to) throws IOException, InterruptedException {
    byte[] block = new byte[256 << 10];
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while copying " + from);
        }
        out.write(block, 0, n);
      }
    }
  }

  private static Path parent(Path target) {
    Path parent = target.getParent();
    return parent == null ? target : parent;
  }

  private static RemoteException refused(
      String host, Path from, Path to, String why, Throwable cause) {
    return new RemoteException.Refused(
        "%s: cannot copy %s to %s: %s".formatted(host, from, to, why),
        "check both paths and the rights on them",
        cause);
  }
}
