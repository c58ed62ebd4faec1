package dev.drover.cli;

import dev.drover.secret.Vault;
import dev.drover.secret.VaultIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Encrypts files anew with another password. */
@Command(
    name = "rekey",
    description = "Encrypts files anew with another password; all of them, or none if one fails.",
    footer = {
      "%nExamples:",
      "  drover vault rekey --vault-id old@~/.vault-old --new-vault-id new@~/.vault-new"
          + " host_vars/*.yml",
      "  drover vault rekey --ask-vault-pass group_vars/all/vault.yml     asks for the new one too"
    })
final class VaultRekeyCommand implements Callable<Integer> {

  @Mixin private VaultOptions options = new VaultOptions();

  @Option(
      names = "--new-vault-id",
      paramLabel = "ID@SOURCE",
      description = "The new vault id and the source of its password.")
  private String newId = "";

  @Option(
      names = {"--new-vault-password-file", "--new-vault-pass-file"},
      paramLabel = "SOURCE",
      description = "The source of the new password.")
  private String newFile = "";

  @Option(
      names = "--encrypt-vault-id",
      paramLabel = "ID",
      description = "The new vault id, if its password is given with --vault-id already.")
  private String known = "";

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
  private List<String> names = List.of();

  private final VaultFiles files;

  VaultRekeyCommand(VaultFiles files) {
    this.files = files;
  }

  @Override
  public Integer call() {
    if (Stream.of(newId, newFile, known).filter(text -> !text.isEmpty()).count() > 1) {
      throw new EndException(
          ExitCode.USAGE,
          "the new password is given twice",
          "give one of --new-vault-id, --new-vault-password-file and --encrypt-vault-id");
    }
    Vault vault = options.vault(files.terminal());
    List<VaultFiles.Content> contents = files.read(names);
    List<byte[]> opened = new ArrayList<>();
    contents.forEach(content -> opened.add(content.open(vault)));
    Sealer sealer = Sealer.of(identity());
    for (int i = 0; i < contents.size(); i++) {
      files.write(contents.get(i).name(), sealer.seal(opened.get(i)), false);
      files.terminal().tell("Encrypted " + contents.get(i).name() + " anew.");
    }
    return ExitCode.OK.code();
  }

  private VaultIdentity identity() {
    VaultPasswords passwords = new VaultPasswords(files.terminal(), true);
    if (!known.isEmpty()) {
      return options.identity(known, passwords);
    }
    return newId.isEmpty()
        ? passwords.identity(
            VaultIdentity.DEFAULT,
            Optional.of(newFile).filter(file -> !file.isEmpty()).orElse(VaultPasswords.PROMPT))
        : passwords.identity(newId);
  }
}
