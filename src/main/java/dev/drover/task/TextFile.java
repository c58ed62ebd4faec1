package dev.drover.task;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text files of this machine that a task uses; whatever lies there, it ends in time. */
public final class TextFile {

  private static final int MOST_MIB = 12;

  private TextFile() {}

  /**
   * The text of a file.
   *
   * @throws IOException whose message says why it is none
   */
  public static String read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no file"); // to read a pipe would wait for ever
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((MOST_MIB << 20) + 1);
      if (bytes.length > MOST_MIB << 20) {
        throw new IOException("it is larger than " + MOST_MIB + " MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not a text in UTF-8", e);
    }
  }
}
