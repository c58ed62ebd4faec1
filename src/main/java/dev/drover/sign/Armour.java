package dev.drover.sign;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An SSH signature in its armour of letters, as {@code ssh-keygen -Y sign} makes it.
 *
 * @param text the armour with its first and last line
 */
record Armour(String text) {

  static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
  static final String END = "-----END SSH SIGNATURE-----";

  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);

  /** The purpose that it was made for; empty if it is damaged. Nothing is proved by it. */
  Optional<String> namespace() {
    try {
      ByteBuffer blob =
          ByteBuffer.wrap(
              Base64.getMimeDecoder().decode(text.replace(BEGIN, "").replace(END, "").strip()));
      byte[] magic = new byte[MAGIC.length];
      blob.get(magic);
      blob.getInt(); // its version, which ssh-keygen checks
      field(blob); // the public key
      return java.util.Arrays.equals(magic, MAGIC)
          ? Optional.of(new String(field(blob), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException damaged) {
      return Optional.empty();
    }
  }

  private static byte[] field(ByteBuffer blob) {
    int length = blob.getInt();
    if (length < 0 || length > blob.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    blob.get(bytes);
    return bytes;
  }
}
