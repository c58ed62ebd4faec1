package dev.drover.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a password and a salt make: the keys of one encrypted text. Making it is slow on purpose.
 */
final class VaultKey {

  private static final HexFormat HEX = HexFormat.of();
  private static final String MAC = "HmacSHA256";
  private static final int ROUNDS = 10_000;
  private static final int KEY = 32;
  private static final int BLOCK = 16;
  private static final int LENGTH = KEY + KEY + BLOCK;

  private final byte[] bytes;

  private VaultKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Derives it by PBKDF2 (RFC 8018, section 5.2). The JDK has that too, but for passwords of
   * characters only, and these are bytes.
   */
  static VaultKey of(VaultPassword password, String salt) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(password.bytes(), MAC));
      ByteBuffer out = ByteBuffer.allocate(LENGTH);
      for (int block = 1; out.hasRemaining(); block++) {
        mac.update(HEX.parseHex(salt));
        byte[] last = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(block).array());
        byte[] sum = last.clone();
        for (int round = 1; round < ROUNDS; round++) {
          last = mac.doFinal(last);
          for (int i = 0; i < sum.length; i++) {
            sum[i] ^= last[i];
          }
        }
        out.put(sum, 0, Math.min(sum.length, out.remaining()));
      }
      return new VaultKey(out.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }

  /** The content, if this key made the text; the checksum is looked at before anything else. */
  Optional<byte[]> open(VaultText text) {
    byte[] ciphertext = HEX.parseHex(text.ciphertext());
    if (!MessageDigest.isEqual(checksum(ciphertext), HEX.parseHex(text.checksum()))) {
      return Optional.empty();
    }
    byte[] padded = crypt(Cipher.DECRYPT_MODE, ciphertext);
    int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
    return padding < 1 || padding > BLOCK || padding > padded.length
        ? Optional.empty()
        : Optional.of(Arrays.copyOf(padded, padded.length - padding));
  }

  /** Encrypts a content. */
  VaultText seal(Optional<String> id, String salt, byte[] content) {
    int padding = BLOCK - content.length % BLOCK;
    byte[] padded = Arrays.copyOf(content, content.length + padding);
    Arrays.fill(padded, content.length, padded.length, (byte) padding);
    byte[] ciphertext = crypt(Cipher.ENCRYPT_MODE, padded);
    return new VaultText(id, salt, HEX.formatHex(checksum(ciphertext)), HEX.formatHex(ciphertext));
  }

  private byte[] crypt(int mode, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(bytes, 0, KEY, "AES"),
          new IvParameterSpec(bytes, KEY + KEY, BLOCK));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  private byte[] checksum(byte[] ciphertext) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(bytes, KEY, KEY, MAC));
      return mac.doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
