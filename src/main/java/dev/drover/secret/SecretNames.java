package dev.drover.secret;

import java.util.regex.Pattern;

/** The names that people give to secrets, by which one that no vault keeps is still not shown. */
public final class SecretNames {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(.*_)?(password|passwd|passphrase|pass|pwd|secret|token|api_?key|access_?key)");

  private SecretNames() {}

  /** Whether a variable of this name holds a secret, as far as its name tells. */
  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }
}
