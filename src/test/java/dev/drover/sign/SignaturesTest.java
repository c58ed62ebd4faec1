package dev.drover.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.model.SignatureRule;
import dev.drover.testing.AllowedSigners;
import dev.drover.testing.RealComponent;
import dev.drover.testing.SshKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which signatures of a plan count, by the real program. */
@RealComponent("ssh-keygen")
class SignaturesTest {

  private static final String PLAN = "sha256:0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ANEW = "have the plan signed anew: `drover sign PLAN`";
  private static final String OTHER_KEY =
      "sign with a key and a name that the file of allowed signers holds together";

  @TempDir private Path directory;
  private Path alice;
  private Path bob;

  @BeforeEach
  void makeKeys() throws Exception {
    alice = key("alice");
    bob = key("bob");
    AllowedSigners.file(
        directory,
        "# the change board\n",
        AllowedSigners.line("alice@example.com", "namespaces=\"git,drover-plan\"", alice),
        AllowedSigners.line("bob@example.com,robert@example.com", "", bob));
  }

  @Test
  void twoPeopleAreTwo() throws Exception {
    sign("alice@example.com", alice);
    sign("bob@example.com", bob);

    Checked checked = check(2);

    assertThat(checked.findings())
        .satisfiesExactly(
            first -> assertThat(counting(first)).isEqualTo(NOW.plus(Duration.ofHours(7))),
            second -> assertThat(counting(second)).isEqualTo(NOW.plus(Duration.ofHours(7))));
    assertThat(checked.signers()).isEqualTo(2);
    assertThat(checked.enough()).isTrue();
  }

  @Test
  void onePersonCountsOnceHoweverOftenTheySign() throws Exception {
    sign("alice@example.com", alice);
    sign("alice@example.com", alice);

    Checked checked = check(2);

    assertThat(checked.counting()).hasSize(2);
    assertThat(checked.signers()).isEqualTo(1);
    assertThat(checked.enough()).isFalse();
  }

  @Test
  void twoNamesWithOneKeyAreOnePerson() throws Exception {
    sign("bob@example.com", bob);
    sign("robert@example.com", bob);

    assertThat(check(2).counting()).hasSize(2);
    assertThat(check(2).signers()).isEqualTo(1);
  }

  @Test
  void oneNameWithTwoKeysIsOnePersonAndTiesOthersToIt() throws Exception {
    AllowedSigners.file(
        directory,
        AllowedSigners.line("alice@example.com,bob@example.com", "", alice),
        AllowedSigners.line("bob@example.com", "", bob));
    sign("alice@example.com", alice);
    sign("bob@example.com", bob);
    assertThat(check(2).signers()).isEqualTo(2);

    sign("bob@example.com", alice);

    assertThat(check(2).counting()).hasSize(3);
    assertThat(check(2).signers()).isEqualTo(1);
  }

  @Test
  void expiresWhenItSaysSo() throws Exception {
    sign("alice@example.com", alice);

    Checked before = check(1, NOW.plus(Duration.ofHours(7)).minusSeconds(1), Duration.ofDays(1));
    Checked then = check(1, NOW.plus(Duration.ofHours(7)), Duration.ofDays(1));

    assertThat(before.enough()).isTrue();
    assertThat(refusal(then)).containsExactly("it has expired at 2026-11-21T19:00:00Z", ANEW);
  }

  @Test
  void expiresWhenTheRunbookSaysSo() throws Exception {
    sign("alice@example.com", alice);

    Checked checked = check(1, NOW, Duration.ofMinutes(30));

    assertThat(refusal(checked)).containsExactly("it has expired at 2026-11-21T11:30:00Z", ANEW);
  }

  @Test
  void isNotMadeInTheFuture() throws Exception {
    sign("alice@example.com", alice);

    Checked checked = check(1, NOW.minus(Duration.ofHours(2)), Duration.ofDays(1));

    assertThat(refusal(checked))
        .containsExactly("it says that it was made in the future, 2026-11-21T11:00:00Z", ANEW);
  }

  @Test
  void ofAnotherPlanIsNone() throws Exception {
    sign("alice@example.com", alice);

    Checked checked = Signatures.check(plan(), "sha256:another-plan", rule(1), NOW);

    assertThat(refusal(checked))
        .containsExactly(
            "it signs another plan, or the plan was changed since (" + PLAN + ")", ANEW);
  }

  @Test
  void noneOfTheStatementCanBeChanged() throws Exception {
    sign("alice@example.com", alice);
    Path file = SignatureFile.of(plan()).path();
    String text = Files.readString(file);

    for (String changed :
        new String[] {
          text.replace("signer: alice", "signer: bob"),
          text.replace("expires: 2026-11-21", "expires: 2026-11-29"),
          text.replace("plan: sha256:0", "plan: sha256:1")
        }) {
      assertThat(changed).isNotEqualTo(text);
      Files.writeString(file, changed);
      assertThat(refusal(check(1)))
          .containsExactly(
              "it does not fit its statement: one of the two was changed afterwards", ANEW);
    }
  }

  @Test
  void forAnotherPurposeIsNone() throws Exception {
    Statement statement = statement("alice@example.com");
    Path text = Files.writeString(directory.resolve("commit"), statement.text());
    ssh("-Y", "sign", "-n", "git", "-f", alice.toString(), text.toString());
    SignatureFile.of(plan())
        .append(new Signature(statement, Files.readString(directory.resolve("commit.sig"))));

    assertThat(refusal(check(1)))
        .containsExactly("it was made for `git`, not for `drover-plan`", ANEW);
  }

  @Test
  void byAKeyThatNobodyKnowsIsNone() throws Exception {
    sign("alice@example.com", key("mallory"));

    assertThat(refusal(check(1)))
        .containsExactly("its key is not one that allowed_signers allows its signer", OTHER_KEY);
  }

  @Test
  void byTheKeyOfSomebodyElseIsNone() throws Exception {
    sign("alice@example.com", bob);

    assertThat(refusal(check(1)))
        .containsExactly("its key is that of bob@example.com, robert@example.com", OTHER_KEY);
  }

  @Test
  void byAKeyForOtherPurposesIsNone() throws Exception {
    AllowedSigners.file(
        directory, AllowedSigners.line("alice@example.com", "namespaces=\"git\"", alice));
    sign("alice@example.com", alice);

    assertThat(refusal(check(1)))
        .containsExactly(
            "its key is not one that allowed_signers allows its signer (line 1: key is not"
                + " permitted for use in signature namespace \"drover-plan\")",
            OTHER_KEY);
  }

  @Test
  void byAKeyWhoseTimeIsOverOrHasNotComeIsNone() throws Exception {
    sign("alice@example.com", alice);
    sign("bob@example.com", bob);
    AllowedSigners.file(
        directory,
        AllowedSigners.line("alice@example.com", "valid-before=\"20200101\"", alice),
        AllowedSigners.line("bob@example.com", "valid-after=\"20990101\"", bob));

    Checked checked = check(1);

    assertThat(checked.counting()).isEmpty();
    assertThat(checked.findings())
        .extracting(
            finding -> ((Finding.Refused) finding).why().replaceAll("verify time \\S+", "T"))
        .containsExactly(
            "its key is not one that allowed_signers allows its signer (line 1: key has expired:"
                + " T > valid-before 2020-01-01T00:00:00)",
            "its key is not one that allowed_signers allows its signer (line 2: key is not yet"
                + " valid: T < valid-after 2099-01-01T00:00:00)");
  }

  @Test
  void byACertificateCountsForItsPrincipalsOnly() throws Exception {
    Path authority = key("authority");
    Path certificate = certificate(authority, alice, "alice@example.com");
    AllowedSigners.file(
        directory, AllowedSigners.line("*@example.com", "cert-authority", authority));
    sign("alice@example.com", certificate);
    assertThat(check(1).enough()).isTrue();

    sign("bob@example.com", certificate);

    Checked checked = check(2);
    assertThat(checked.signers()).isEqualTo(1);
    assertThat(checked.findings().getLast())
        .isInstanceOfSatisfying(
            Finding.Refused.class,
            refused -> assertThat(refused.why()).isEqualTo("its key is that of alice@example.com"));
  }

  @Test
  void noFileIsNoSignature() throws Exception {
    assertThat(check(1).findings()).isEmpty();
    assertThat(check(1).enough()).isFalse();
  }

  @Test
  void aFileThatIsNoneIsTold() throws Exception {
    Path file = SignatureFile.of(plan()).path();
    sign("alice@example.com", alice);
    String good = Files.readString(file);

    assertThat(problem(good + "x\n"))
        .isEqualTo("line 12: a statement and an SSH signature were expected");
    assertThat(problem(good.replace("-----END", "-----")))
        .isEqualTo("line 1: a statement and an SSH signature were expected");
    assertThat(problem(good.replace("signer: alice@example.com", "signer: *@example.com")))
        .isEqualTo("line 1: `signer` is not the name of one person");
    assertThat(problem(good.replace("signer: ", "sugner: ")))
        .isEqualTo("line 1: `signer:` is missing");
    assertThat(problem(good.replace("11:00:00Z", "11:00:00.000Z")))
        .isEqualTo("line 1: a time is not written as `2026-01-31T12:00:00Z`");
    assertThat(problem(good.replace("made: 2026", "made: 2027")))
        .isEqualTo("line 1: it expires before it was made");
    assertThat(problem("drover-plan-signature 2\n" + good.substring(24)))
        .isEqualTo("line 1: a signature begins with `drover-plan-signature 1`");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> check(1)).hasMessage(file + " is damaged: it is no text in UTF-8");
    Files.write(file, new byte[2 << 20]);
    assertThatThrownBy(() -> check(1))
        .hasMessage(file + " is damaged: it is no file of signatures");
  }

  @Test
  void anArmourOfAnythingProvesNothing() throws Exception {
    String hostile =
        Base64.getEncoder()
            .encodeToString("SSHSIG\0\0\0\1\177\177\177\177".getBytes(StandardCharsets.UTF_8));
    SignatureFile.of(plan())
        .append(
            new Signature(
                statement("alice@example.com"),
                Armour.BEGIN + "\n" + hostile + "\n" + Armour.END + "\n"));

    assertThat(refusal(check(1)))
        .containsExactly(
            "it does not fit its statement: one of the two was changed afterwards", ANEW);
  }

  @Test
  void aMissingFileOfAllowedSignersIsTold() {
    SignatureRule rule = new SignatureRule(1, directory.resolve("nowhere"), Duration.ofDays(1));

    assertThatThrownBy(() -> Signatures.check(plan(), PLAN, rule, NOW))
        .isInstanceOf(SigningException.class)
        .hasMessage("the file of allowed signers " + rule.allowedSigners() + " can't be read");
  }

  @Test
  void aKeyThatCannotSignIsTold() throws Exception {
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> sign("alice@example.com", nowhere))
        .isInstanceOf(SigningException.class)
        .hasMessageStartingWith("`ssh-keygen` could not sign with " + nowhere + ": ");
    Path locked = SshKeys.encrypted(directory.resolve("locked"), "a passphrase", "-t", "ed25519");
    assertThatThrownBy(() -> sign("alice@example.com", locked))
        .isInstanceOf(SigningException.class)
        .hasMessageStartingWith("`ssh-keygen` could not sign with " + locked + ": ");
    assertThat(SignatureFile.of(plan()).path()).doesNotExist();
  }

  private Path plan() {
    return directory.resolve("change.plan");
  }

  private static Statement statement(String signer) {
    return new Statement(
        PLAN, signer, NOW.minus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(7)));
  }

  private void sign(String signer, Path key) throws Exception {
    SignatureFile.of(plan()).append(Signatures.sign(statement(signer), key, false));
  }

  private SignatureRule rule(int signers) {
    return new SignatureRule(signers, directory.resolve("allowed_signers"), Duration.ofDays(1));
  }

  private Checked check(int signers) throws Exception {
    return Signatures.check(plan(), PLAN, rule(signers), NOW);
  }

  private Checked check(int signers, Instant now, Duration valid) throws Exception {
    SignatureRule rule = new SignatureRule(signers, directory.resolve("allowed_signers"), valid);
    return Signatures.check(plan(), PLAN, rule, now);
  }

  private static Instant counting(Finding finding) {
    return ((Finding.Counts) finding).until();
  }

  private static String[] refusal(Checked checked) {
    Finding.Refused refused = (Finding.Refused) checked.findings().getLast();
    assertThat(checked.counting()).isEmpty();
    return new String[] {refused.why(), refused.next()};
  }

  private String problem(String text) throws Exception {
    Path file = SignatureFile.of(plan()).path();
    Files.writeString(file, text);
    try {
      check(1);
      return "";
    } catch (SigningException e) {
      return e.words().replace(file + " is damaged: ", "");
    }
  }

  private Path key(String name) throws Exception {
    return SshKeys.generate(directory.resolve(name), "-t", "ed25519");
  }

  private static Path certificate(Path authority, Path key, String principals) throws Exception {
    ssh("-s", authority.toString(), "-I", "test", "-n", principals, key + ".pub");
    return Path.of(key + "-cert.pub");
  }

  private static void ssh(String... arguments) throws Exception {
    String[] words = new String[arguments.length + 2];
    words[0] = "ssh-keygen";
    words[1] = "-q";
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    assertThat(new ProcessBuilder(words).start().waitFor()).isZero();
  }
}
