package dev.drover.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes keys with the real ssh-keygen. */
final class SshKeys {

  private SshKeys() {}

  /** A new key without passphrase; its public half is beside it. */
  static Path generate(Path file, String... options) throws IOException, InterruptedException {
    return encrypted(file, "", options);
  }

  static Path encrypted(Path file, String passphrase, String... options)
      throws IOException, InterruptedException {
    java.util.List<String> words =
        new java.util.ArrayList<>(
            java.util.List.of(
                "ssh-keygen", "-q", "-N", passphrase, "-C", "test", "-f", file.toString()));
    words.addAll(java.util.List.of(options));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return file;
  }

  static Path authorize(Path authorizedKeys, Path... keys) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path key : keys) {
      lines.append(Files.readString(Path.of(key + ".pub")));
    }
    return Files.writeString(authorizedKeys, lines);
  }
}
