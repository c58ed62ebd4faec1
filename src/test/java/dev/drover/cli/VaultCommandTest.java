package dev.drover.cli;

import static dev.drover.cli.Shell.drover;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Vaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted files from the command line. */
class VaultCommandTest {

  private static final String TEXT = "password: Grüße\n";

  @TempDir Path directory;

  private Path file(String name, String text, String mode) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private Path password(String text) throws IOException {
    return file("password-" + text, text + "\n", "rw-------");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }

  @Test
  void encryptsInPlaceAndDecryptsForTheOwnerOnly() throws Exception {
    Path secret = file("secret.yml", TEXT, "rw-r-----");
    String password = password("one").toString();

    Shell.Ending encrypted =
        drover("vault", "encrypt", "--vault-password-file", password, secret.toString());

    assertThat(encrypted).isEqualTo(new Shell.Ending(0, "", "Encrypted " + secret + ".\n"));
    assertThat(secret).content().startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
    assertThat(mode(secret)).isEqualTo("rw-r-----");
    assertThat(
            new String(
                drover("vault", "view", "--vault-id", password, secret.toString()).bytes(), UTF_8))
        .isEqualTo(TEXT);

    Shell.Ending decrypted =
        drover("vault", "decrypt", "--vault-id", "any@" + password, secret.toString());

    assertThat(decrypted).isEqualTo(new Shell.Ending(0, "", "Decrypted " + secret + ".\n"));
    assertThat(secret).hasContent(TEXT.strip());
    assertThat(mode(secret)).isEqualTo("rw-------");
    assertThat(names()).containsExactly("password-one", "secret.yml");
  }

  @Test
  void changesTheFileThatALinkLeadsTo() throws Exception {
    Path secret = file("secret.yml", TEXT, "rw-------");
    Path link = Files.createSymbolicLink(directory.resolve("link"), secret);

    drover("vault", "encrypt", "--vault-id", password("one").toString(), link.toString());

    assertThat(link).isSymbolicLink();
    assertThat(secret).content().startsWith("$ANSIBLE_VAULT");
  }

  @Test
  void worksInAPipe() throws Exception {
    String id = "prod@" + password("one");
    Shell.Ending sealed = drover(TEXT.getBytes(UTF_8), "vault", "encrypt", "--vault-id", id);
    assertThat(sealed.out()).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    assertThat(sealed.err()).isEmpty();

    Shell.Ending opened = drover(sealed.bytes(), "vault", "decrypt", "--vault-id", id, "-");

    assertThat(new String(opened.bytes(), UTF_8)).isEqualTo(TEXT);
    assertThat(opened.err()).isEmpty();
  }

  @Test
  void writesTheOutputElsewhere() throws Exception {
    Path secret = file("secret.yml", TEXT, "rw-r--r--");
    Path out = directory.resolve("out.vault");
    String password = password("one").toString();

    drover("vault", "encrypt", "--vault-id", password, "--output", "" + out, "" + secret);

    assertThat(secret).content().isEqualTo(TEXT);
    assertThat(mode(out)).isEqualTo("rw-------");
    assertThat(drover("vault", "decrypt", "--vault-id", password, "-o", "-", "" + out).bytes())
        .isEqualTo(TEXT.getBytes(UTF_8));
  }

  @Test
  void rekeysAllFilesOrNone() throws Exception {
    String one = password("one").toString();
    String two = password("two").toString();
    Path first = file("first.yml", "a: 1\n", "rw-r--r--");
    Path second = file("second.yml", "b: 2\n", "rw-r--r--");
    drover("vault", "encrypt", "--vault-id", "a@" + one, first.toString());
    drover("vault", "encrypt", "--vault-id", "b@" + two, second.toString());
    String before = Files.readString(first);

    Shell.Ending refused =
        drover("vault", "rekey", "--vault-id", one, "--new-vault-id", two, "" + first, "" + second);

    assertThat(refused.code()).isEqualTo(ExitCode.MISTAKES.code());
    assertThat(refused.err())
        .isEqualTo(
            """
            drover: %s: this is encrypted with the vault id `b`, and the password of `default` does not open it
              next: give its password with `--vault-id b@FILE`
            """
                .formatted(second));
    assertThat(first).content().isEqualTo(before);

    Shell.Ending done =
        drover(
            "vault",
            "rekey",
            "--vault-id",
            one,
            "--vault-id",
            "b@" + two,
            "--new-vault-id",
            "new@" + two,
            "" + first,
            "" + second);

    assertThat(done)
        .isEqualTo(
            new Shell.Ending(
                0, "", "Encrypted %s anew.\nEncrypted %s anew.\n".formatted(first, second)));
    assertThat(first).content().startsWith("$ANSIBLE_VAULT;1.2;AES256;new\n");
    assertThat(drover("vault", "view", "--vault-id", two, "" + first, "" + second).out())
        .isEqualTo("a: 1\nb: 2\n");
  }

  @Test
  void encryptsAValueForUseInYaml() throws Exception {
    String id = "prod@" + password("one");
    Shell.Ending value =
        drover(
            "s3cr3t\n".getBytes(UTF_8),
            "vault",
            "encrypt-string",
            "--vault-id",
            id,
            "--name",
            "token");

    assertThat(value.err()).isEmpty();
    assertThat(value.out().lines())
        .startsWith("token: !vault |", "          $ANSIBLE_VAULT;1.2;AES256;prod");
    byte[] sealed =
        value.out().substring(value.out().indexOf('\n') + 1).indent(-10).getBytes(ISO_8859_1);
    assertThat(drover(sealed, "vault", "view", "--vault-id", id).out()).isEqualTo("s3cr3t");
  }

  @Test
  void keepsASecretOfSeveralLinesAsItIs() throws Exception {
    String id = "prod@" + password("one");
    String key = "-----BEGIN-----\nabc\n-----END-----\n";
    Shell.Ending value = drover(key.getBytes(UTF_8), "vault", "encrypt-string", "--vault-id", id);
    byte[] sealed =
        value.out().substring(value.out().indexOf('\n') + 1).indent(-10).getBytes(ISO_8859_1);
    assertThat(drover(sealed, "vault", "view", "--vault-id", id).out()).isEqualTo(key);
  }

  @Test
  void takesNoValueFromTheCommandLine() {
    assertThat(drover("vault", "encrypt-string", "s3cr3t"))
        .isEqualTo(
            new Shell.Ending(
                ExitCode.USAGE.code(),
                "",
                """
                drover: a value on the command line can be read by everybody on this machine
                  next: leave it out to be asked for it, or pipe it in
                """));
  }

  @Test
  void asksAProgramForThePassword() throws Exception {
    Path program = file("vault-pass.sh", "#!/bin/sh\necho one\n", "rwx------");
    Path client =
        file(
            "vault-client.sh",
            "#!/bin/sh\n[ \"$1\" = --vault-id ] || exit 3\n[ \"$2\" = prod ] || exit 2\necho one\n",
            "rwx------");
    Path secret = file("secret.yml", TEXT, "rw-------");
    drover("vault", "encrypt", "--vault-id", "prod@" + program, secret.toString());

    assertThat(drover("vault", "view", "--vault-id", "prod@" + client, "" + secret).bytes())
        .isEqualTo(TEXT.getBytes(UTF_8));
    assertThat(drover("vault", "view", "--vault-id", "test@" + client, "" + secret).err())
        .isEqualTo(
            """
            drover: %s: %s knows no password for the vault id `test`
              next: check the id, or give another source for it
            """
                .formatted(secret, client));
  }

  @Test
  void saysWhatIsWrongWithASourceOfPasswords() throws Exception {
    Path secret = file("secret.yml", TEXT, "rw-------");
    Path failing = file("failing", "#!/bin/sh\nexit 7\n", "rwx------");
    Path empty = file("empty", "\n", "rw-------");
    Path sealed = file("sealed", "$ANSIBLE_VAULT;1.1;AES256\n", "rw-------");
    assertThat(encryptingWith(failing, secret))
        .isEqualTo(
            "drover: the vault password program "
                + failing
                + " ended with 7\n  next: run it by hand to see why\n");
    assertThat(encryptingWith(empty, secret))
        .isEqualTo(
            "drover: the vault password file "
                + empty
                + " is empty\n  next: a vault password has at least one letter\n");
    assertThat(encryptingWith(sealed, secret))
        .isEqualTo(
            "drover: the vault password file "
                + sealed
                + " is encrypted itself\n  next: give a file with the password as it is\n");
    assertThat(encryptingWith(directory.resolve("none"), secret))
        .isEqualTo(
            "drover: there is no vault password file `"
                + directory.resolve("none")
                + "`\n  next: give a file with the password, or an executable that prints it\n");
    assertThat(encryptingWith(Path.of("prompt"), secret))
        .isEqualTo(
            """
            drover: the vault password can't be asked for: nobody is at the terminal
              next: give it with `--vault-id default@FILE`
            """);
    assertThat(secret).content().isEqualTo(TEXT);
  }

  private static String encryptingWith(Path source, Path file) {
    Shell.Ending ending = drover("vault", "encrypt", "--vault-id", "" + source, "" + file);
    assertThat(ending.code()).isIn(ExitCode.MISTAKES.code(), ExitCode.USAGE.code());
    return ending.err();
  }

  @Test
  void saysWhichIdEncryptsIfThereAreSeveral() throws Exception {
    Path secret = file("secret.yml", TEXT, "rw-------");
    String a = "a@" + password("one");
    String b = "b@" + password("two");
    assertThat(drover("vault", "encrypt", "--vault-id", a, "--vault-id", b, "" + secret))
        .isEqualTo(
            new Shell.Ending(
                ExitCode.USAGE.code(),
                "",
                """
                drover: passwords are given for the vault ids a, b
                  next: say which one encrypts: `--encrypt-vault-id a`
                """));

    drover(
        "vault",
        "encrypt",
        "--vault-id",
        a,
        "--vault-id",
        b,
        "--encrypt-vault-id",
        "b",
        secret.toString());

    assertThat(secret).content().startsWith("$ANSIBLE_VAULT;1.2;AES256;b\n");
  }

  @Test
  void refusesWhatMakesNoSense() throws Exception {
    Path plain = file("plain.yml", TEXT, "rw-------");
    String password = password("one").toString();
    String sealed = Vaults.file("recorded-1.1.vault").toString();
    assertThat(drover("vault", "decrypt", "--vault-id", password, "" + plain).err())
        .isEqualTo(
            "drover: "
                + plain
                + " is not encrypted\n  next: its first line would be `$ANSIBLE_VAULT;…`\n");
    assertThat(drover("vault", "encrypt", "--vault-id", password, "" + plain, sealed).err())
        .isEqualTo(
            "drover: "
                + sealed
                + " is encrypted already\n"
                + "  next: change its password with `drover vault rekey`; no file was changed\n");
    assertThat(plain).content().isEqualTo(TEXT);
    assertThat(drover("vault", "view", "--vault-id", password, "no\u001b[31mwhere").err())
        .isEqualTo("drover: there is no file `no\ufffd[31mwhere`\n  next: check the path\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "-x", "a\nb", "\u202eprod", ""})
  void refusesIdsThatWouldBreakTheHeader(String id) throws Exception {
    Path plain = file("plain.yml", TEXT, "rw-------");
    String given = id.isEmpty() ? " @" : id + "@";

    Shell.Ending ending =
        drover("vault", "encrypt", "--vault-id=" + given + password("one"), plain.toString());

    assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ending.err()).contains("can't be a vault id").doesNotContain("\u202e");
    assertThat(plain).content().isEqualTo(TEXT);
  }

  @Test
  void everyCommandHasExamples() {
    for (String command :
        List.of("encrypt", "decrypt", "view", "edit", "rekey", "encrypt-string")) {
      Shell.Ending help = drover("vault", command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Example").contains("  drover vault ");
    }
  }
}
