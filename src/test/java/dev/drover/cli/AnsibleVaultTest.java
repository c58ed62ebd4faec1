package dev.drover.cli;

import static dev.drover.cli.Shell.drover;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.RealComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we encrypt, the real {@code ansible-vault} reads, and the other way round. */
@RealComponent("ansible-vault")
class AnsibleVaultTest {

  private static final String TEXT = "password: Grüße\nlong: " + "x".repeat(500) + "\n";

  @TempDir Path directory;
  private String one = "";
  private String two = "";
  private Path secret = Path.of("");

  @BeforeEach
  void write() throws IOException {
    one = Files.writeString(directory.resolve("one"), "pässword one \n").toString();
    two = Files.writeString(directory.resolve("two"), "password two\n").toString();
    secret = Files.writeString(directory.resolve("secret.yml"), TEXT);
  }

  private String ansible(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ansible-vault"));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    int status = process.waitFor();
    assertThat(status).as(Files.readString(out)).isZero();
    return Files.readString(out);
  }

  private static String ours(String... arguments) {
    Shell.Ending ending = drover(arguments);
    assertThat(ending.code()).as(ending.toString()).isZero();
    return new String(ending.bytes(), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "prod"})
  void readsWhatAnsibleEncrypts(String id) throws Exception {
    ansible("encrypt", "--vault-id", id + "@" + one, secret.toString());
    assertThat(ours("vault", "view", "--vault-id", id + "@" + one, secret.toString()))
        .isEqualTo(TEXT);
    assertThat(ours("vault", "view", "--vault-password-file", one, secret.toString()))
        .isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "prod"})
  void encryptsWhatAnsibleReads(String id) throws Exception {
    ours("vault", "encrypt", "--vault-id", id + "@" + one, secret.toString());
    assertThat(ansible("decrypt", "--vault-id", id + "@" + one, "--output", "-", secret.toString()))
        .isEqualTo(TEXT);
  }

  @Test
  void rekeysWhatAnsibleHasEncryptedAndTheOtherWayRound() throws Exception {
    ansible("encrypt", "--vault-id", "prod@" + one, secret.toString());
    ours("vault", "rekey", "--vault-id", one, "--new-vault-id", "new@" + two, secret.toString());
    ansible(
        "rekey", "--vault-id", "new@" + two, "--new-vault-password-file", one, secret.toString());
    assertThat(secret).content().startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
    assertThat(ours("vault", "view", "--vault-id", one, secret.toString())).isEqualTo(TEXT);
  }

  @Test
  void encryptsAValueThatAnsibleReads() throws Exception {
    Shell.Ending value =
        drover("s3cr3t".getBytes(UTF_8), "vault", "encrypt-string", "--vault-id", "prod@" + one);
    Files.writeString(secret, value.out().substring(value.out().indexOf('\n') + 1).indent(-10));
    assertThat(ansible("view", "--vault-id", "prod@" + one, secret.toString()).strip())
        .isEqualTo("s3cr3t");
  }
}
