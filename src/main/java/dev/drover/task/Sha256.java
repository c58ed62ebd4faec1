package dev.drover.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Checksums of local files and texts. */
public final class Sha256 {

  private static final int BUFFER = 1 << 16;

  private Sha256() {}

  /** The SHA-256 of a local file, in hexadecimal. */
  public static String of(Path file) {
    MessageDigest digest = dev.drover.remote.Sha256.digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dev.drover.remote.Sha256.hex(digest);
  }

  /** The SHA-256 of bytes, in hexadecimal. */
  public static String of(byte[] bytes) {
    return dev.drover.remote.Sha256.of(bytes);
  }
}
