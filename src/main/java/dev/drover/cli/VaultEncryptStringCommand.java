package dev.drover.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Encrypts one value for use in a YAML file. */
@Command(
    name = "encrypt-string",
    aliases = "encrypt_string",
    description = {
      "Encrypts one value and prints it as YAML. The value is asked for, or read from standard",
      "input, where the end of a single line does not count."
    },
    footer = {
      "%nExamples:",
      "  drover vault encrypt-string --vault-id prod@~/.vault-prod --name db_password",
      "  openssl rand -hex 20 | drover vault encrypt-string --vault-id prod@~/.vault --name token"
    })
final class VaultEncryptStringCommand implements Callable<Integer> {

  /** As Ansible indents it. */
  private static final String INDENT = " ".repeat(10);

  @Mixin private VaultSealing sealing = new VaultSealing();

  @Option(
      names = {"-n", "--name", "--stdin-name"},
      paramLabel = "NAME",
      description = "The name of the variable.")
  private String name = "";

  @Parameters(hidden = true, arity = "0..*")
  private List<String> words = new ArrayList<>();

  private final VaultFiles files;

  VaultEncryptStringCommand(VaultFiles files) {
    this.files = files;
  }

  @Override
  public Integer call() {
    if (!words.isEmpty() && !words.equals(List.of(VaultFiles.PIPE))) {
      throw new EndException(
          ExitCode.USAGE,
          "a value on the command line can be read by everybody on this machine",
          "leave it out to be asked for it, or pipe it in");
    }
    if (!name.isEmpty() && !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new EndException(
          ExitCode.USAGE,
          "`" + name + "` can't be the name of a variable",
          "use letters, digits and `_`");
    }
    Sealer sealer = sealing.sealer(files.terminal());
    byte[] value = value();
    if (value.length == 0) {
      throw VaultFiles.end("nothing was given to encrypt", "type a value, or pipe one in");
    }
    StringBuilder out = new StringBuilder(name.isEmpty() ? "" : name + ": ").append("!vault |\n");
    new String(sealer.seal(value), StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> out.append(INDENT).append(line).append('\n'));
    files.print(out.toString().getBytes(StandardCharsets.UTF_8));
    return ExitCode.OK.code();
  }

  private byte[] value() {
    if (words.isEmpty() && files.terminal().watched()) {
      return files
          .terminal()
          .password("Value to encrypt: ")
          .orElse("")
          .getBytes(StandardCharsets.UTF_8);
    }
    VaultFiles.Content piped = files.read(VaultFiles.PIPE);
    // `echo secret |` ends the line, and nobody means that to be part of the secret.
    return piped.text().lines().count() == 1
        ? piped.text().lines().findFirst().orElse("").getBytes(StandardCharsets.ISO_8859_1)
        : piped.bytes();
  }
}
