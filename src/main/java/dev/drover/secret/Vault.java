package dev.drover.secret;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opens what Ansible Vault has encrypted, with the passwords that were given. A text is opened when
 * its value is needed: an inventory of a thousand encrypted values takes no longer than the few
 * that are used. Keys are remembered, since making one takes as long as thousands of texts.
 */
public final class Vault {

  private static final int SALT = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a key is made of. */
  private record Recipe(VaultPassword password, String salt) {}

  private final List<VaultIdentity> identities;
  private final Map<VaultIdentity, VaultPassword> passwords = new HashMap<>();
  private final Map<Recipe, VaultKey> keys = new ConcurrentHashMap<>();

  /** A vault with these passwords, in the order in which they are tried. */
  public Vault(List<VaultIdentity> identities) {
    this.identities = List.copyOf(identities);
  }

  /** A vault that nobody gave a password for. */
  public static Vault locked() {
    return new Vault(List.of());
  }

  /** Whether a text is one that Ansible Vault has encrypted. */
  public static boolean isSealed(String text) {
    return text.startsWith(VaultText.HEADER);
  }

  /** The label of the password that an encrypted text names, if it names one. */
  public static Optional<String> id(String sealed) throws VaultException {
    return VaultText.parse(sealed).id();
  }

  /** The labels of the passwords, in order. */
  public List<String> ids() {
    return identities.stream().map(VaultIdentity::id).distinct().toList();
  }

  /**
   * The content of an encrypted text. As with Ansible, a label is a hint which password to try
   * first; then all others are tried.
   */
  public byte[] open(String sealed) throws VaultException {
    VaultText text = VaultText.parse(sealed);
    return opened(text, opener(text))
        .orElseThrow(() -> new IllegalStateException("what was opened once is closed"));
  }

  /** The password that opens an encrypted text. */
  public VaultPassword opener(String sealed) throws VaultException {
    return opener(VaultText.parse(sealed));
  }

  private VaultPassword opener(VaultText text) throws VaultException {
    for (VaultIdentity identity : inOrder(text)) {
      VaultPassword password = password(identity);
      if (opened(text, password).isPresent()) {
        return password;
      }
    }
    throw identities.isEmpty() ? noPassword(text) : wrongPassword(text);
  }

  private Optional<byte[]> opened(VaultText text, VaultPassword password) {
    return keys.computeIfAbsent(
            new Recipe(password, text.salt()), _ -> VaultKey.of(password, text.salt()))
        .open(text);
  }

  /** The same for a text; what is wrong is reported at a place. */
  public Optional<String> open(String sealed, Span at, Diagnostics diagnostics) {
    try {
      byte[] content = open(sealed);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (VaultException e) {
      e.report(at, diagnostics);
    } catch (CharacterCodingException e) {
      diagnostics.error(
          Code.FILE_ENCODING,
          at,
          "what is encrypted here is not a text in UTF-8",
          "encrypt a text; a binary file can't be read as YAML");
    }
    return Optional.empty();
  }

  /** Encrypts a content; a label makes it format 1.2, except {@code default}, as with Ansible. */
  public static String seal(byte[] content, VaultPassword password, String id) {
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    String digits = HexFormat.of().formatHex(salt);
    Optional<String> label = Optional.of(id).filter(name -> !name.equals(VaultIdentity.DEFAULT));
    return VaultKey.of(password, digits).seal(label, digits, content).form();
  }

  /** The password of an identity, asked for once. */
  private synchronized VaultPassword password(VaultIdentity identity) throws VaultException {
    VaultPassword known = passwords.get(identity);
    if (known == null) {
      known = identity.source().password();
      passwords.put(identity, known);
    }
    return known;
  }

  private List<VaultIdentity> inOrder(VaultText text) {
    Map<Boolean, List<VaultIdentity>> parts =
        identities.stream()
            .collect(
                Collectors.partitioningBy(
                    identity -> identity.id().equals(text.id().orElse(VaultIdentity.DEFAULT))));
    return Stream.of(true, false)
        .flatMap(matching -> parts.getOrDefault(matching, List.of()).stream())
        .toList();
  }

  private static VaultException noPassword(VaultText text) {
    String id = text.id().orElse(VaultIdentity.DEFAULT);
    return new VaultException(
        Code.VAULT_NO_PASSWORD,
        id.equals(VaultIdentity.DEFAULT)
            ? "this is encrypted, and no vault password is given"
            : "this is encrypted with the vault id `" + id + "`, and no vault password is given",
        id.equals(VaultIdentity.DEFAULT)
            ? "give it with `--vault-password-file FILE`, or be asked with `--ask-vault-pass`"
            : "give it with `--vault-id %1$s@FILE`, or be asked with `--vault-id %1$s@prompt`"
                .formatted(id));
  }

  private VaultException wrongPassword(VaultText text) {
    String id = text.id().orElse(VaultIdentity.DEFAULT);
    String tried =
        ids().size() == 1
            ? "the password of `" + ids().getFirst() + "` does not open it"
            : "none of the passwords of `" + String.join("`, `", ids()) + "` opens it";
    return new VaultException(
        Code.VAULT_WRONG_PASSWORD,
        "this is encrypted with the vault id `" + id + "`, and " + tried,
        ids().contains(id)
            ? "check the password; a text that was changed by hand can't be opened either"
            : "give its password with `--vault-id " + id + "@FILE`");
  }
}
