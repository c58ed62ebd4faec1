package dev.drover.testing;

import dev.drover.secret.Vault;
import dev.drover.secret.VaultIdentity;
import dev.drover.secret.VaultPassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the real Ansible Vault has encrypted once, and the passwords that open it. */
public final class Vaults {

  private static final Path DIRECTORY = Path.of("src/test/resources/vault");

  private Vaults() {}

  /** A recorded file. */
  public static Path file(String name) {
    return DIRECTORY.resolve(name);
  }

  /** The password in a file. */
  public static VaultPassword password(String name) {
    try {
      return VaultPassword.of(Files.readAllBytes(file(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A password under a label. */
  public static VaultIdentity identity(String id, String name) {
    return new VaultIdentity(id, () -> password(name));
  }

  /** A vault with one password. */
  public static Vault with(String id, String name) {
    return new Vault(List.of(identity(id, name)));
  }
}
