package dev.drover.cli;

import dev.drover.secret.Vault;
import dev.drover.secret.VaultIdentity;
import dev.drover.secret.VaultPassword;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Where the passwords of vaults come from, with the names that Ansible has for the options and
 * variables.
 */
final class VaultOptions {

  @Option(
      names = "--vault-id",
      paramLabel = "ID@SOURCE",
      description =
          "The password of a vault id. SOURCE is a file with it, a program that prints it (named"
              + " `…-client` it is told `--vault-id ID`), or `prompt`; may be given several times.")
  List<String> ids = new ArrayList<>();

  @Option(
      names = {"--vault-password-file", "--vault-pass-file"},
      paramLabel = "SOURCE",
      description =
          "The password of vaults, from a file or a program; else $ANSIBLE_VAULT_PASSWORD_FILE,"
              + " $ANSIBLE_VAULT_IDENTITY_LIST or, the password itself, $DROVER_VAULT_PASSWORD.")
  List<String> files = new ArrayList<>();

  @Option(
      names = {"--ask-vault-pass", "--ask-vault-password"},
      description = "Asks for the password of vaults.")
  boolean ask;

  private final Map<String, String> environment;

  VaultOptions() {
    this(System.getenv());
  }

  VaultOptions(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** What opens encrypted files and values. Nothing is read or asked before one is met. */
  Vault vault(Terminal terminal) {
    return new Vault(identities(new VaultPasswords(terminal, false)));
  }

  /** The passwords in the order in which Ansible tries them. */
  List<VaultIdentity> identities(VaultPasswords passwords) {
    List<VaultIdentity> all = new ArrayList<>();
    variable("ANSIBLE_VAULT_IDENTITY_LIST").stream()
        .flatMap(list -> Arrays.stream(list.split(",")))
        .map(String::strip)
        .filter(words -> !words.isEmpty())
        .forEach(words -> all.add(passwords.identity(words)));
    ids.forEach(words -> all.add(passwords.identity(words)));
    files.forEach(file -> all.add(passwords.identity(VaultIdentity.DEFAULT, file)));
    variable("ANSIBLE_VAULT_PASSWORD_FILE")
        .ifPresent(file -> all.add(passwords.identity(VaultIdentity.DEFAULT, file)));
    variable("DROVER_VAULT_PASSWORD")
        .map(text -> VaultPassword.of(text.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(known -> all.add(new VaultIdentity(VaultIdentity.DEFAULT, () -> known)));
    if (ask) {
      all.add(passwords.identity(VaultIdentity.DEFAULT, VaultPasswords.PROMPT));
    }
    return all;
  }

  /** The password of one id, which must be given. */
  VaultIdentity identity(String id, VaultPasswords passwords) {
    return identities(passwords).stream()
        .filter(identity -> identity.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new EndException(
                ExitCode.USAGE,
                "no password is given for the vault id `" + id + "`",
                "give it with `--vault-id " + id + "@FILE`"));
  }

  /** A variable of the environment that says something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }
}
