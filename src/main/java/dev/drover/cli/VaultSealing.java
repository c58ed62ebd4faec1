package dev.drover.cli;

import dev.drover.secret.VaultIdentity;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which password encrypts. */
final class VaultSealing {

  @Mixin VaultOptions options = new VaultOptions();

  @Option(
      names = "--encrypt-vault-id",
      paramLabel = "ID",
      description = "Which of several vault ids encrypts; else $ANSIBLE_VAULT_ENCRYPT_IDENTITY.")
  String id = "";

  /** What encrypts; a person who is asked for its password types it twice. */
  Sealer sealer(Terminal terminal) {
    VaultPasswords passwords = new VaultPasswords(terminal, true);
    String wanted =
        id.isEmpty() ? options.variable("ANSIBLE_VAULT_ENCRYPT_IDENTITY").orElse("") : id;
    if (!wanted.isEmpty()) {
      return Sealer.of(options.identity(wanted, passwords));
    }
    List<VaultIdentity> all = options.identities(passwords);
    List<String> ids = all.stream().map(VaultIdentity::id).distinct().toList();
    if (ids.size() > 1) {
      throw new EndException(
          ExitCode.USAGE,
          "passwords are given for the vault ids " + String.join(", ", ids),
          "say which one encrypts: `--encrypt-vault-id " + ids.getFirst() + "`");
    }
    return Sealer.of(
        all.isEmpty()
            ? passwords.identity(VaultIdentity.DEFAULT, VaultPasswords.PROMPT)
            : all.getFirst());
  }
}
