package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.report.Style;
import dev.drover.secret.VaultIdentity;
import dev.drover.testing.Vaults;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which passwords are tried, and in which order. */
class VaultOptionsTest {

  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
  private static final VaultPasswords PASSWORDS =
      new VaultPasswords(
          new Terminal(InputStream.nullInputStream(), NOWHERE, NOWHERE, Style.PLAIN, false), false);

  private static List<String> ids(VaultOptions options) {
    return options.identities(PASSWORDS).stream().map(VaultIdentity::id).toList();
  }

  @Test
  void nothingIsTriedIfNothingIsSaid() {
    assertThat(ids(new VaultOptions(Map.of()))).isEmpty();
    assertThat(ids(new VaultOptions(Map.of("ANSIBLE_VAULT_PASSWORD_FILE", " ")))).isEmpty();
  }

  @Test
  void triesTheListOfTheEnvironmentFirstAndAsksLast() {
    String file = Vaults.file("password").toString();
    VaultOptions options =
        new VaultOptions(
            Map.of(
                "ANSIBLE_VAULT_IDENTITY_LIST",
                "dev@" + file + " , ops@" + file,
                "ANSIBLE_VAULT_PASSWORD_FILE",
                file,
                "DROVER_VAULT_PASSWORD",
                "x"));
    options.ids = List.of("prod@" + file, file);
    options.ask = true;
    assertThat(ids(options))
        .containsExactly("dev", "ops", "prod", "default", "default", "default", "default");
  }

  @Test
  void takesThePasswordItselfFromTheEnvironment() throws Exception {
    String password = Files.readString(Vaults.file("password"));
    VaultOptions options = new VaultOptions(Map.of("DROVER_VAULT_PASSWORD", password));
    assertThat(
            options
                .vault(PASSWORDS.terminal())
                .open(Files.readString(Vaults.file("recorded-1.1.vault"))))
        .isEqualTo(Files.readAllBytes(Vaults.file("plain.yml")));
  }
}
