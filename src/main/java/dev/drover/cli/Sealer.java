package dev.drover.cli;

import dev.drover.secret.Vault;
import dev.drover.secret.VaultException;
import dev.drover.secret.VaultIdentity;
import dev.drover.secret.VaultPassword;
import java.nio.charset.StandardCharsets;

/**
 * Encrypts with a password that was asked for once.
 *
 * @param id the label that the encrypted text bears
 */
record Sealer(String id, VaultPassword password) {

  /** Encrypts with the password of an identity. */
  static Sealer of(VaultIdentity identity) {
    try {
      return new Sealer(identity.id(), identity.source().password());
    } catch (VaultException e) {
      throw VaultFiles.end(e.words(), e.hint());
    }
  }

  /** The encrypted text. */
  byte[] seal(byte[] content) {
    return Vault.seal(content, password, id).getBytes(StandardCharsets.UTF_8);
  }
}
