package dev.drover.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a new content in the place of a file, so that at any time there is the old one or the new
 * one. It keeps owner and mode; what is secret is for the owner only.
 */
final class Replacement {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private Replacement() {}

  /**
   * Replaces or makes a file.
   *
   * @param secret whether nobody but the owner may read the new content
   */
  static void of(Path file, byte[] content, boolean secret) throws IOException {
    // A link stays a link, to the new content.
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Optional<PosixFileAttributes> before =
        Files.exists(target)
            ? Optional.of(Files.readAttributes(target, PosixFileAttributes.class))
            : Optional.empty();
    Path directory = Optional.ofNullable(target.getParent()).orElse(Path.of("/"));
    Path fresh =
        Files.createTempFile(
            directory,
            "." + target.getFileName() + ".",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        write(out, content);
      }
      if (before.isPresent()) {
        keep(before.get(), fresh, secret);
      }
      exchange(fresh, target, before.isPresent() && !secret);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void write(FileChannel out, byte[] content) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(content);
    while (left.hasRemaining()) {
      out.write(left);
    }
    out.force(true);
  }

  private static void keep(PosixFileAttributes before, Path fresh, boolean secret)
      throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    try {
      view.setOwner(before.owner());
      view.setGroup(before.group());
    } catch (IOException e) {
      // only root may give files away; then the file is ours from now on
    }
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    mode.addAll(before.permissions());
    if (secret) {
      mode.retainAll(OWNER);
    }
    view.setPermissions(mode);
  }

  /** The old content is wiped after it has lost its name, if it is not to be found on the disk. */
  private static void exchange(Path fresh, Path target, boolean wipe) throws IOException {
    if (!wipe || !Files.isWritable(target)) {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    boolean shared = ((Number) Files.getAttribute(target, "unix:nlink")).intValue() > 1;
    try (FileChannel old = FileChannel.open(target, StandardOpenOption.WRITE)) {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      if (!shared) {
        wipe(old);
      }
    }
  }

  /** Overwrites a file; a journaling or copying file system may keep a copy all the same. */
  static void wipe(FileChannel file) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(8192);
    for (long left = file.size(); left > 0; ) {
      zeros.clear().limit((int) Math.min(left, zeros.capacity()));
      left -= file.write(zeros, file.size() - left);
    }
    file.force(true);
  }
}
