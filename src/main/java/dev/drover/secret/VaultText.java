package dev.drover.secret;

import dev.drover.diag.Code;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;

/**
 * An encrypted text in the form of Ansible Vault: a header, and lines of hexadecimal digits that
 * hold salt, checksum and ciphertext, each in hexadecimal digits again.
 *
 * @param id the label of the password that it was encrypted with; empty in format 1.1
 * @param salt hexadecimal digits, as are checksum and ciphertext
 */
record VaultText(Optional<String> id, String salt, String checksum, String ciphertext) {

  static final String HEADER = "$ANSIBLE_VAULT";

  private static final String CIPHER = "AES256";
  private static final int LINE = 80;
  private static final String WHOLE =
      "copy the encrypted text again, from `$ANSIBLE_VAULT` to its last line";

  /** Reads the form; what is wrong with it is told without any of its digits. */
  static VaultText parse(String text) throws VaultException {
    Iterator<String> lines = text.lines().map(String::strip).iterator();
    Optional<String> id = header(lines.hasNext() ? lines.next() : "");
    StringBuilder digits = new StringBuilder(text.length());
    lines.forEachRemaining(digits::append);
    String[] parts = new String(hex(digits.toString()), StandardCharsets.ISO_8859_1).split("\n", 3);
    if (parts.length < 3) {
      throw damaged("it ends too early");
    }
    for (String part : parts) {
      hex(part);
    }
    return new VaultText(id, parts[0], parts[1], parts[2]);
  }

  private static Optional<String> header(String line) throws VaultException {
    String[] parts = line.split(";", -1);
    if (!parts[0].equals(HEADER) || parts.length < 3) {
      throw damaged("its first line is not `$ANSIBLE_VAULT;1.1;AES256`");
    }
    String version = parts[1].strip();
    if (!version.equals("1.1") && !version.equals("1.2")) {
      throw new VaultException(
          Code.VAULT_DAMAGED,
          "this is in a format of Ansible Vault that is not known here",
          "formats 1.1 and 1.2 are read; write it anew with `ansible-vault rekey`");
    }
    if (!parts[2].strip().equals(CIPHER)) {
      throw new VaultException(
          Code.VAULT_DAMAGED,
          "this is encrypted with a cipher that is not known here",
          "AES256 is read; write it anew with `ansible-vault rekey`");
    }
    return parts.length > 3 ? Optional.of(parts[3].strip()) : Optional.empty();
  }

  private static byte[] hex(String digits) throws VaultException {
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw damaged("a letter is missing or was changed");
    }
  }

  private static VaultException damaged(String how) {
    return new VaultException(
        Code.VAULT_DAMAGED, "this is no encrypted text of Ansible Vault: " + how, WHOLE);
  }

  /** The text as files hold it. */
  String form() {
    String inner = salt + "\n" + checksum + "\n" + ciphertext;
    String body = HexFormat.of().formatHex(inner.getBytes(StandardCharsets.US_ASCII));
    StringBuilder out = new StringBuilder(HEADER);
    out.append(id.map(label -> ";1.2;" + CIPHER + ";" + label).orElse(";1.1;" + CIPHER));
    for (int i = 0; i < body.length(); i += LINE) {
      out.append('\n').append(body, i, Math.min(body.length(), i + LINE));
    }
    return out.append('\n').toString();
  }
}
