package dev.drover.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.testing.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ansible Vault's own ciphertexts, recorded, and ours. */
class VaultTest {

  private static String recorded(String name) throws IOException {
    return Files.readString(Vaults.file(name));
  }

  @ParameterizedTest
  @CsvSource({"recorded-1.1.vault,default", "recorded-1.2.vault,prod", "recorded-1.2.vault,other"})
  void opensWhatAnsibleHasEncrypted(String name, String id) throws Exception {
    assertThat(new String(Vaults.with(id, "password").open(recorded(name)), UTF_8))
        .isEqualTo(recorded("plain.yml"));
  }

  @Test
  void opensABinaryFileAndAnEmptyOne() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(Vaults.with("old", "password-old").open(recorded("recorded-binary.vault")))
        .isEqualTo(all);
    assertThat(Vaults.with("default", "password").open(recorded("recorded-empty.vault"))).isEmpty();
  }

  @Test
  void opensATextWithTheLineEndsOfWindows() throws Exception {
    assertThat(
            Vaults.with("default", "password")
                .open(recorded("recorded-1.1.vault").replace("\n", "\r\n")))
        .isEqualTo(Files.readAllBytes(Vaults.file("plain.yml")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 31, 32, 1000})
  void opensWhatItHasEncryptedItself(int length) throws Exception {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) 0xe9);

    String sealed = Vault.seal(content, Vaults.password("password"), "prod");

    assertThat(sealed).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n").endsWith("\n");
    assertThat(sealed.lines().skip(1)).allMatch(line -> line.matches("[0-9a-f]{1,80}"));
    assertThat(Vaults.with("prod", "password").open(sealed)).isEqualTo(content);
  }

  @Test
  void theDefaultLabelMakesTheOlderFormat() {
    assertThat(Vault.seal(new byte[1], Vaults.password("password"), "default"))
        .startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
  }

  @Test
  void neverEncryptsTheSameContentToTheSameText() {
    VaultPassword password = Vaults.password("password");
    assertThat(Vault.seal(new byte[1], password, "default"))
        .isNotEqualTo(Vault.seal(new byte[1], password, "default"));
  }

  @Test
  void triesTheLabelThatTheTextNamesFirst() throws Exception {
    List<String> asked = new ArrayList<>();
    Vault vault =
        new Vault(
            List.of(
                noting("first", "password-old", asked),
                noting("prod", "password", asked),
                noting("last", "password", asked)));

    vault.open(recorded("recorded-1.2.vault"));
    vault.open(recorded("recorded-1.2.vault"));

    assertThat(asked).containsExactly("prod");
  }

  @Test
  void thenTriesAllOthersInTheirOrder() throws Exception {
    List<String> asked = new ArrayList<>();
    Vault vault =
        new Vault(
            List.of(
                noting("first", "password-old", asked),
                noting("second", "password", asked),
                noting("prod", "password-old", asked)));

    vault.open(recorded("recorded-1.2.vault"));

    assertThat(asked).containsExactly("prod", "first", "second");
  }

  private static VaultIdentity noting(String id, String password, List<String> asked) {
    return new VaultIdentity(
        id,
        () -> {
          asked.add(id);
          return Vaults.password(password);
        });
  }

  @Test
  void saysThatNoPasswordIsGiven() {
    assertThatThrownBy(() -> Vault.locked().open(recorded("recorded-1.2.vault")))
        .isInstanceOf(VaultException.class)
        .hasMessage("this is encrypted with the vault id `prod`, and no vault password is given");
  }

  @Test
  void saysWhosePasswordsDoNotOpenIt() {
    Vault vault =
        new Vault(
            List.of(Vaults.identity("a", "password-old"), Vaults.identity("prod", "password-old")));
    assertThatThrownBy(() -> vault.open(recorded("recorded-1.2.vault")))
        .isInstanceOf(VaultException.class)
        .hasMessage(
            "this is encrypted with the vault id `prod`, and none of the passwords of `a`, `prod`"
                + " opens it");
  }

  /** Every letter counts: the checksum is looked at before anything is decrypted. */
  @Test
  void refusesATextWithOneDigitChanged() throws Exception {
    String sealed = recorded("recorded-empty.vault");
    Vault vault = Vaults.with("default", "password");
    for (int i = sealed.indexOf('\n') + 1; i < sealed.length(); i += 7) {
      char digit = sealed.charAt(i);
      String other = digit == '3' ? "4" : "3";
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertThatThrownBy(() -> vault.open(changed)).isInstanceOf(VaultException.class);
    }
  }

  @Test
  void refusesATextCutAnywhere() throws Exception {
    String sealed = recorded("recorded-empty.vault");
    Vault vault = Vaults.with("default", "password");
    for (int i = 0; i < sealed.stripTrailing().length(); i++) {
      String cut = sealed.substring(0, i);
      assertThatThrownBy(() -> vault.open(cut)).isInstanceOf(VaultException.class);
    }
  }

  @Test
  void showsNoPassword() {
    assertThat(Vaults.password("password")).hasToString("***");
  }
}
