package dev.drover.sim;

import dev.drover.remote.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * The content of a simulated file: a text of its own, or that of a local file, which is hashed once
 * and not copied. Equal where the bytes are.
 */
public final class Content {
  /** Longer texts are described by their hash. */
  private static final int SHOWN = 400;

  private final Origin origin;
  private final String sha256;
  private final long size;

  /** Where the bytes are. */
  @FunctionalInterface
  private interface Origin {
    InputStream open() throws IOException;
  }

  private Content(Origin origin, String sha256, long size) {
    this.origin = origin;
    this.sha256 = sha256;
    this.size = size;
  }

  /** A text. */
  public static Content of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes. */
  public static Content of(byte[] bytes) {
    byte[] own = bytes.clone();
    return new Content(() -> new ByteArrayInputStream(own), Sha256.of(bytes), bytes.length);
  }

  /** What a local file holds now; it must stay as it is while the content is used. */
  public static Content ofLocal(Path path) {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      long size = in.transferTo(OutputStream.nullOutputStream());
      return new Content(() -> Files.newInputStream(path), Sha256.hex(digest), size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SHA-256 of the bytes, in hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  /** How many bytes. */
  public long size() {
    return size;
  }

  /** The bytes as text. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The bytes. */
  public byte[] bytes() {
    try (InputStream in = origin.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes as a stream. */
  public InputStream stream() throws IOException {
    return origin.open();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content && content.sha256.equals(sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  /** The text if it is short, else size and hash. */
  @Override
  public String toString() {
    if (size <= SHOWN) {
      String text = text();
      if (text.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c != 0xfffd))) {
        return '"' + text.replace("\n", "\\n").replace("\t", "\\t") + '"';
      }
    }
    return size + " bytes sha256:" + sha256;
  }
}
