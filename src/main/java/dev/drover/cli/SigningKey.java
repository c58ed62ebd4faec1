package dev.drover.cli;

import dev.drover.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key that a person signs with, found as Git finds it.
 *
 * @param file a private key, or the public key of one that an agent or a token holds
 * @param temporary whether the file was made for this, of a key that was written out
 */
record SigningKey(Path file, boolean temporary) implements AutoCloseable {

  private static final List<String> USUAL =
      List.of("id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_ecdsa_sk", "id_rsa");

  /** The one that is named, else the one for commits, else the usual one of the user. */
  static SigningKey find(Optional<String> named) throws IOException, InterruptedException {
    Optional<String> text = named.isPresent() ? named : ofGit();
    if (text.isPresent()) {
      return of(text.get());
    }
    Path directory = Path.of(System.getProperty("user.home"), ".ssh");
    return USUAL.stream()
        .map(directory::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .map(file -> new SigningKey(file, false))
        .orElseThrow(() ->
            new EndException(
                ExitCode.USAGE,
                "there is no key to sign with: none is named, none in Git's configuration"
                    + " (user.signingKey), none in ~/.ssh",
                "name one: --key FILE, a private key or the public key of one in your agent"));
  }

  private static Optional<String> ofGit() throws InterruptedException {
    Path here = Path.of("");
    return Git.configuration(here, "gpg.format").filter("ssh"::equals).isPresent()
        ? Git.configuration(here, "user.signingKey")
        : Optional.empty();
  }

  private static SigningKey of(String text) throws IOException {
    String key = text.startsWith("key::") ? text.substring("key::".length()) : text;
    if (text.startsWith("key::") || text.startsWith("ssh-")) {
      Path file = Files.createTempFile("drover-key-", ".pub");
      Files.writeString(file, key + "\n");
      return new SigningKey(file, true);
    }
    Path file =
        text.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), text.substring(2))
            : Path.of(text).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new EndException(
          ExitCode.USAGE, "there is no key `" + text + "`", "name one that is there: --key FILE");
    }
    return new SigningKey(file, false);
  }

  /**
   * Who the file of allowed signers says the key belongs to; the first name of its line that is no
   * pattern.
   */
  Optional<String> owner(Path allowed, Optional<String> preferred) throws IOException {
    Path half =
        file.toString().endsWith(".pub") ? file : file.resolveSibling(file.getFileName() + ".pub");
    if (!Files.isRegularFile(half) || !Files.isRegularFile(allowed)) {
      return Optional.empty();
    }
    String[] words = Files.readString(half).strip().split("\\s+", -1);
    if (words.length < 2) {
      return Optional.empty();
    }
    List<String> names =
        Files.readString(allowed)
            .lines()
            .filter(line -> Stream.of(line.split("\\s+", -1)).anyMatch(words[1]::equals))
            .flatMap(line -> Stream.of(line.strip().split("\\s+", 2)[0].split(",", -1)))
            .map(name -> name.replace("\"", ""))
            .filter(dev.drover.sign.Statement::isSigner)
            .toList();
    return preferred.filter(names::contains).or(() -> names.stream().findFirst());
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(file);
    }
  }
}
