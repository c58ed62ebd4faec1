package dev.drover.sign;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.LocalShell;
import dev.drover.remote.RemoteException;
import dev.drover.remote.ShellRemote;
import dev.drover.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes and checks SSH signatures by OpenSSH's own program, as Git does. So keys in an agent and on
 * tokens, passphrases and certificates work here as they do there.
 */
final class SshKeygen {

  /** It only reckons; an answer that takes longer is none. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private static final Pattern KEY = Pattern.compile(" key (SHA256:[0-9A-Za-z+/=]+)\\s*$");

  private static final String MISSING =
      "install OpenSSH's client, at least version 8.2; it signs and checks as it does for Git";

  /**
   * What it says of a signature.
   *
   * @param key the fingerprint of the key; empty if the signature is not good
   * @param said what it complained of
   */
  record Answer(Optional<String> key, String said) {}

  private SshKeygen() {}

  /**
   * Signs a statement.
   *
   * @param key a private key, or the public key of one that an agent or a token holds
   * @param person whether somebody is at the terminal who can type a passphrase or touch a token
   */
  static String sign(Path key, Statement statement, boolean person)
      throws SigningException, InterruptedException {
    try (Desk desk = new Desk()) {
      Path text = desk.put("statement", statement.text());
      Path said = desk.put("said", "");
      List<String> words = words("sign", "-q", "-f", key.toString());
      words.addAll(List.of("-n", Statement.NAMESPACE, text.toString()));
      // A prompt needs the terminal itself; nobody is asked if nobody is there.
      ProcessBuilder process =
          new ProcessBuilder(words)
              .redirectInput(person ? ProcessBuilder.Redirect.INHERIT : from(new File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(
                  person
                      ? ProcessBuilder.Redirect.INHERIT
                      : ProcessBuilder.Redirect.to(said.toFile()));
      int status = process.start().waitFor();
      Path signature = text.resolveSibling("statement.sig");
      if (status != 0 || !Files.isRegularFile(signature)) {
        String why = desk.lastLine(said);
        throw new SigningException(
            "`ssh-keygen` could not sign with " + key + (why.isEmpty() ? "" : ": " + why),
            "name the key that you sign with by --key FILE; one with a passphrase needs a terminal"
                + " or an agent (`ssh-add`)");
      }
      return Files.readString(signature);
    } catch (IOException e) {
      throw missing(e.getMessage());
    }
  }

  private static ProcessBuilder.Redirect from(File file) {
    return ProcessBuilder.Redirect.from(file);
  }

  /** Whether the signature is one of this statement, whoever made it. */
  static Answer made(Signature signature) throws SigningException, InterruptedException {
    return ask(signature, "check-novalidate");
  }

  /** Whether it is, by a key that the file allows the signer now. */
  static Answer allowed(Signature signature, Path allowed)
      throws SigningException, InterruptedException {
    return ask(signature, "verify", "-f", allowed.toString(), "-I", signature.statement().signer());
  }

  /** Whose the key is by that file; nobody's if it is in there for nobody, or not for now. */
  static List<String> owners(Signature signature, Path allowed)
      throws SigningException, InterruptedException {
    try (Desk desk = new Desk()) {
      Path armour = desk.put("signature", signature.armour());
      List<String> words =
          words("find-principals", "-f", allowed.toString(), "-s", armour.toString());
      CommandResult result = run(words, "");
      return result.ok() ? result.out().lines().distinct().toList() : List.of();
    } catch (IOException e) {
      throw missing(e.getMessage());
    }
  }

  private static Answer ask(Signature signature, String verb, String... more)
      throws SigningException, InterruptedException {
    try (Desk desk = new Desk()) {
      Path armour = desk.put("signature", signature.armour());
      List<String> words = words(verb, more);
      words.addAll(List.of("-n", Statement.NAMESPACE, "-s", armour.toString()));
      CommandResult result = run(words, signature.statement().text());
      Matcher key = KEY.matcher(result.out());
      return new Answer(
          result.ok() && key.find() ? Optional.of(key.group(1)) : Optional.empty(),
          result.err().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw missing(e.getMessage());
    }
  }

  private static List<String> words(String verb, String... more) {
    List<String> words = new ArrayList<>(List.of("ssh-keygen", "-Y", verb));
    words.addAll(List.of(more));
    return words;
  }

  private static CommandResult run(List<String> words, String input)
      throws SigningException, InterruptedException {
    try {
      Command command =
          Command.of(words.toArray(String[]::new)).within(LOOK).input(Secret.of(input));
      CommandResult result = new ShellRemote(new LocalShell("this machine")).exec(command);
      if (result.status() == 127) {
        throw missing("it is not on the search path");
      }
      return result;
    } catch (RemoteException e) {
      throw missing(String.valueOf(e.getMessage()));
    }
  }

  private static SigningException missing(@org.jspecify.annotations.Nullable String why) {
    return new SigningException("`ssh-keygen` can't be run here: " + why, MISSING);
  }

  /** A private directory for what the program reads and writes. */
  private static final class Desk implements AutoCloseable {

    private final Path directory;

    Desk() throws IOException {
      directory = Files.createTempDirectory("drover-sign-"); // for its owner only
    }

    Path put(String name, String text) throws IOException {
      return Files.writeString(directory.resolve(name), text);
    }

    String lastLine(Path file) throws IOException {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.strip().lines().reduce("", (before, line) -> line);
    }

    @Override
    public void close() throws IOException {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }
}
