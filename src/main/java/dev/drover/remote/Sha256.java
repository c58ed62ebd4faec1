package dev.drover.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The checksum by which copies are compared. */
public final class Sha256 {

  private Sha256() {}

  /** A digest to be fed. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Block by block, so that a stopped run does not wait for a large file. */
  static String of(Path file) throws IOException, InterruptedException {
    MessageDigest digest = digest();
    byte[] block = new byte[256 << 10];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while reading " + file);
        }
        digest.update(block, 0, n);
      }
    }
    return hex(digest);
  }

  /** That of bytes, in hexadecimal. */
  public static String of(byte[] bytes) {
    MessageDigest digest = digest();
    digest.update(bytes);
    return hex(digest);
  }

  /** What a digest came to, in hexadecimal; it begins anew then. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What the JDK's exceptions about files mean; their messages are often only the path. */
  static String why(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
