package dev.drover.secret;

import java.util.Arrays;

/** The password of a vault. It need not be text: a file of random bytes is a good one. */
public final class VaultPassword {

  private final byte[] bytes;

  private VaultPassword(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A password of these bytes. */
  public static VaultPassword of(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a password can't be empty");
    }
    return new VaultPassword(bytes.clone());
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VaultPassword password && Arrays.equals(bytes, password.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
