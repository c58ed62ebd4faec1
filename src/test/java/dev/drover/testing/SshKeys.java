package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes keys with the real ssh-keygen. */
public final class SshKeys {

  private SshKeys() {}

  /** A new key without passphrase; its public half is beside it. */
  public static Path generate(Path file, String... options)
      throws IOException, InterruptedException {
    return encrypted(file, "", options);
  }

  /** A new key with a passphrase. */
  public static Path encrypted(Path file, String passphrase, String... options)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("-q", "-N", passphrase, "-C", "test", "-f", file.toString()));
    words.addAll(List.of(options));
    keygen(words);
    return file;
  }

  /** Gives a key a passphrase. */
  public static void encrypt(Path file, String passphrase)
      throws IOException, InterruptedException {
    keygen(List.of("-q", "-p", "-P", "", "-N", passphrase, "-f", file.toString()));
  }

  /** The fingerprint as messages show it. */
  public static String fingerprint(Path key) throws IOException, InterruptedException {
    return keygen(List.of("-l", "-f", key + ".pub")).split(" ", 3)[1];
  }

  /** Makes these the keys that may log in. */
  public static void authorize(Path authorizedKeys, Path... keys) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path key : keys) {
      lines.append(Files.readString(Path.of(key + ".pub")));
    }
    Files.writeString(authorizedKeys, lines);
  }

  private static String keygen(List<String> options) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("ssh-keygen"));
    words.addAll(options);
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
