package dev.drover.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that say whose signatures count, in OpenSSH's form. */
public final class AllowedSigners {

  private AllowedSigners() {}

  /** Writes such a file. */
  public static Path file(Path directory, String... lines) throws IOException {
    return Files.writeString(directory.resolve("allowed_signers"), String.join("", lines));
  }

  /** A line that allows a key. */
  public static String line(String principals, Path key) throws IOException {
    return line(principals, "", key);
  }

  /** A line that allows a key under conditions. */
  public static String line(String principals, String options, Path key) throws IOException {
    String[] words = Files.readString(Path.of(key + ".pub")).split(" ", -1);
    return "%s %s %s %s\n".formatted(principals, options, words[0], words[1]).replace("  ", " ");
  }
}
