package dev.drover.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/**
 * Takes a line with a checksum and then the content, into a file that appears only if they agree.
 */
final class Download extends OutputStream {

  /** No line with a checksum is longer. */
  private static final int LONGEST = 200;

  private final Path target;
  private final Path part;
  private final OutputStream file;
  private final MessageDigest digest = Sha256.digest();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(65);
  private boolean lineEnded;

  Download(Path target) throws IOException {
    this.target = target.toAbsolutePath();
    Path name = this.target.getFileName();
    this.part = this.target.resolveSibling("." + name + "." + ShellLine.create().marker());
    this.file = Files.newOutputStream(part);
  }

  @Override
  public void write(int character) throws IOException {
    write(new byte[] {(byte) character}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    while (!lineEnded && at < offset + length) {
      if (line.size() > LONGEST) {
        throw new IOException("it does not begin with a checksum");
      }
      lineEnded = bytes[at] == '\n';
      line.write(bytes[at++]);
    }
    digest.update(bytes, at, offset + length - at);
    file.write(bytes, at, offset + length - at);
  }

  /** Renames the file into place and returns true, if the content is what it should be. */
  boolean keep() throws IOException {
    file.close();
    if (!line.toString(StandardCharsets.UTF_8).strip().equals(Sha256.hex(digest))) {
      return false;
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(part);
  }
}
