package dev.drover.cli;

import dev.drover.diag.Code;
import dev.drover.secret.VaultException;
import dev.drover.secret.VaultIdentity;
import dev.drover.secret.VaultPassword;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gets the passwords of vaults from files, programs and the person at the terminal.
 *
 * @param fresh whether they are new ones, which a person must type twice
 */
record VaultPasswords(Terminal terminal, boolean fresh) {

  /** The source that is a person. */
  static final String PROMPT = "prompt";

  private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._ -]*");
  private static final Pattern CLIENT = Pattern.compile(".*-client(\\.[^.]*)?");
  private static final int LONGEST = 64 * 1024;

  /** What a client program ends with if it knows no password for the id. */
  private static final int UNKNOWN_ID = 2;

  /** The identity that {@code ID@SOURCE} means, or {@code SOURCE} alone. */
  VaultIdentity identity(String words) {
    int at = words.indexOf('@');
    return at < 0
        ? identity(VaultIdentity.DEFAULT, words)
        : identity(
            at == 0 ? VaultIdentity.DEFAULT : words.substring(0, at), words.substring(at + 1));
  }

  /** The password of an id from a source. */
  VaultIdentity identity(String id, String source) {
    if (!ID.matcher(id).matches()) {
      throw usage("`" + id + "` can't be a vault id", "use letters, digits, `.`, `_` and `-`");
    }
    if (source.equals(PROMPT) || source.equals("prompt_ask_vault_pass")) {
      return new VaultIdentity(id, () -> asked(id));
    }
    Path file = path(source);
    if (!Files.exists(file) || Files.isDirectory(file)) {
      throw usage(
          "there is no vault password file `" + source + "`",
          "give a file with the password, or an executable that prints it");
    }
    // A device or pipe such as /dev/stdin is read, whatever its mode says.
    return Files.isRegularFile(file) && Files.isExecutable(file)
        ? new VaultIdentity(id, () -> printed(file, id))
        : new VaultIdentity(id, () -> read(file));
  }

  private static EndException usage(String message, String next) {
    return new EndException(ExitCode.USAGE, message, next);
  }

  /** A shell does not expand the `~` in `id@~/file`. */
  private static Path path(String source) {
    try {
      return Path.of(
              source.startsWith("~/")
                  ? System.getProperty("user.home") + source.substring(1)
                  : source)
          .toAbsolutePath();
    } catch (InvalidPathException e) {
      throw usage("`" + source + "` can't be the name of a file", "give the path of a file");
    }
  }

  private static VaultPassword read(Path file) throws VaultException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = stripped(in.readNBytes(LONGEST), " \t\r\n\f\u000b");
      if (new String(bytes, StandardCharsets.ISO_8859_1).startsWith("$ANSIBLE_VAULT")) {
        throw failed(
            "the vault password file " + file + " is encrypted itself",
            "give a file with the password as it is");
      }
      return password(bytes, "the vault password file " + file + " is empty");
    } catch (IOException e) {
      throw failed(
          "the vault password file " + file + " can't be read: " + e.getMessage(),
          "check that you may read it");
    }
  }

  private static VaultPassword printed(Path program, String id) throws VaultException {
    boolean client = CLIENT.matcher(String.valueOf(program.getFileName())).matches();
    List<String> command =
        client ? List.of(program.toString(), "--vault-id", id) : List.of(program.toString());
    try {
      // What it asks, and what goes wrong in it, is for the person at the terminal.
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      byte[] out = process.getInputStream().readNBytes(LONGEST);
      process.getInputStream().close();
      int status = process.waitFor();
      if (client && status == UNKNOWN_ID) {
        throw failed(
            program + " knows no password for the vault id `" + id + "`",
            "check the id, or give another source for it");
      }
      if (status != 0) {
        throw failed(
            "the vault password program " + program + " ended with " + status,
            "run it by hand to see why");
      }
      return password(
          stripped(out, "\r\n"), "the vault password program " + program + " printed nothing");
    } catch (IOException e) {
      throw failed(
          "the vault password program " + program + " can't be run: " + e.getMessage(),
          "if it is a file with the password, take its executable bit away: chmod a-x " + program);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("the vault password program " + program + " was interrupted", "run it again");
    }
  }

  private VaultPassword asked(String id) throws VaultException {
    String which = id.equals(VaultIdentity.DEFAULT) ? "" : " (" + id + ")";
    String first = ask((fresh ? "New vault password" : "Vault password") + which + ": ", id);
    if (fresh && !first.equals(ask("Confirm new vault password" + which + ": ", id))) {
      throw failed("the two passwords differ", "type the same password twice");
    }
    return password(
        stripped(first.getBytes(StandardCharsets.UTF_8), " \t\r\n"), "no vault password was typed");
  }

  private String ask(String question, String id) throws VaultException {
    return terminal
        .password(question)
        .orElseThrow(() ->
            failed(
                "the vault password can't be asked for: nobody is at the terminal",
                "give it with `--vault-id " + id + "@FILE`"));
  }

  private static VaultPassword password(byte[] bytes, String ifEmpty) throws VaultException {
    if (bytes.length == 0) {
      throw failed(ifEmpty, "a vault password has at least one letter");
    }
    return VaultPassword.of(bytes);
  }

  private static VaultException failed(String message, String next) {
    return new VaultException(Code.VAULT_NO_PASSWORD, message, next);
  }

  private static byte[] stripped(byte[] bytes, String what) {
    int start = 0;
    int end = bytes.length;
    while (start < end && what.indexOf(bytes[start]) >= 0) {
      start++;
    }
    while (end > start && what.indexOf(bytes[end - 1]) >= 0) {
      end--;
    }
    return Arrays.copyOfRange(bytes, start, end);
  }
}
