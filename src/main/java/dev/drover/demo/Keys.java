package dev.drover.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** Makes the keys and passwords of a cluster; each cluster has its own. */
final class Keys {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 16;

  private Keys() {}

  /** A fresh password. */
  static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Writes a fresh ed25519 key pair in OpenSSH's form, the public half with the suffix {@code
   * .pub}.
   *
   * @return the public key, type and text
   */
  static String write(Path file, String comment) throws IOException {
    try {
      KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
      ByteArrayOutputStream secret = new ByteArrayOutputStream();
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, comment, null, secret);
      PrivateFile.write(file, secret.toString(StandardCharsets.US_ASCII));
      ByteArrayOutputStream open = new ByteArrayOutputStream();
      OpenSSHKeyPairResourceWriter.INSTANCE.writePublicKey(pair, comment, open);
      String line = open.toString(StandardCharsets.US_ASCII).strip();
      Files.writeString(file.resolveSibling(file.getFileName() + ".pub"), line + "\n");
      String[] words = line.split(" ", -1);
      return words[0] + " " + words[1];
    } catch (GeneralSecurityException e) {
      throw new IOException("can't make an ed25519 key: " + e.getMessage(), e);
    }
  }
}
