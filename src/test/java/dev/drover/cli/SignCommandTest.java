package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import dev.drover.testing.RealComponent;
import dev.drover.testing.SignedSite;
import dev.drover.testing.SshKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing a plan, and what runs without. */
@RealComponent("ssh-keygen")
class SignCommandTest {

  @TempDir private Path directory;
  private SignedSite site;

  @BeforeEach
  void plan() throws Exception {
    site = SignedSite.in(directory);
    assertThat(
            Shell.drover(
                    "plan",
                    site.runbook().toString(),
                    "-i",
                    site.hosts(),
                    "--offline",
                    "-o",
                    site.plan().toString())
                .code())
        .isZero();
  }

  @Test
  void explainsItself() {
    Golden.check(
        Path.of("src/test/resources/help/sign.txt"),
        new String(Shell.drover("sign", "--help").bytes(), UTF_8));
  }

  @Test
  void tellsWhatIsSignedAndHowManyAreMissing() {
    Shell.Ending ending = sign(site.alice());

    // What the first screen says is tested with its renderings.
    assertThat(shown(ending.out()))
        .startsWith("Plan: signed 1.2.0\n")
        .contains("\nSignatures       2 people must sign it (keys in")
        .endsWith(
            """

            Plan P, SHA-256 H
            Signed: P.sig
            Signed by 1 person; 2 needed.
            """);
    assertThat(ending.code()).isZero();
  }

  @Test
  void twoSignaturesAreEnough() {
    assertThat(shown(check())).isEqualTo("43 Signed by 0 people; 2 needed. Plan P, SHA-256 H.\n");
    assertThat(sign(site.alice()).code()).isZero();
    assertThat(shown(check()))
        .isEqualTo(
            """
            43 alice@example.com: counts until T (key K)
            Signed by 1 person; 2 needed. Plan P, SHA-256 H.
            """);

    assertThat(sign(site.bob()).out())
        .endsWith("needed. It may run: drover run " + site.plan() + "\n");

    assertThat(shown(check()))
        .isEqualTo(
            """
            0 alice@example.com: counts until T (key K)
            bob@example.com: counts until T (key K)
            Signed by 2 people; 2 needed. Plan P, SHA-256 H.
            """);
    assertThat(Shell.drover("sign", "--check", "--json", site.plan().toString()).out())
        .contains("\"needed\" : 2", "\"signers\" : 2", "\"enough\" : true", "\"counts\" : true");
  }

  @Test
  void aPlanWithTooFewSignaturesIsNotRun() {
    sign(site.alice());
    sign(site.alice());

    Shell.Ending ending = Shell.drover("run", site.plan().toString());

    assertThat(shown(ending.err()))
        .isEqualTo(
            """
            This plan was made offline: what the hosts were like was not compared.
            drover: P must be signed by 2 people, and is by 1
              alice@example.com: counts until T (key K)
              alice@example.com: the same person again, who is counted once; valid until T (key K)
              next: after a review: drover sign P
            """);
    assertThat(ending.code()).isEqualTo(43);
  }

  @Test
  void aPlanThatIsMadeAnewIsRunOnlyAsItWasSignedAndAfterAYes() throws Exception {
    sign(site.alice());
    sign(site.bob());
    assertThat(
            Shell.drover(
                    "plan", site.runbook().toString(), "-i", site.hosts(), "-o", "" + site.plan())
                .code())
        .isZero();
    sign(site.alice());
    sign(site.bob());

    Shell.Ending ending = Shell.drover("run", site.plan().toString(), "--replan");

    assertThat(ending.code()).isEqualTo(42);
    assertThat(shown(ending.err()))
        .isEqualTo(
            """
            looking: Look
            Nothing that counts has changed since P was made.
            drover: The plan was not run, for nobody could be asked; nothing was changed.
              next: say yes at a terminal or with `--yes`; or it fits as it is: drover run P
            """);
    assertThat(Shell.drover("run", site.plan().toString(), "--replan", "--yes").code()).isZero();

    Files.writeString(site.runbook(), Files.readString(site.runbook()).replace("true", "false"));
    Shell.Ending another = Shell.drover("run", site.plan().toString(), "--replan", "--yes");
    assertThat(another.code()).isEqualTo(43);
    assertThat(shown(another.err()))
        .contains("The new plan differs from P:\n", "arguments.argv: true -> false\n")
        .contains("drover: The new plan differs from P, and nobody has signed it; nothing was");
  }

  @Test
  void aRunbookThatAsksForSignaturesIsNotRunWithoutAPlan() {
    Shell.Ending ending = Shell.drover("run", site.runbook().toString(), "-i", site.hosts());

    assertThat(ending)
        .isEqualTo(
            new Shell.Ending(
                43,
                "",
                """
                drover: %1$s runs only by a plan that 2 people have signed; nothing was connected to.
                  next: drover plan %1$s … -o change.plan; after a review: drover sign change.plan; drover run change.plan
                """
                    .formatted(site.runbook())));
  }

  @Test
  void aPlanThatWasChangedAfterwardsIsNotRun() throws Exception {
    sign(site.alice());
    sign(site.bob());
    Files.writeString(site.plan(), Files.readString(site.plan()).replace("1.2.0", "1.2.1"));

    assertThat(Shell.drover("run", site.plan().toString()).code()).isNotZero();
    assertThat(check().code()).isEqualTo(42);
  }

  @Test
  void aPlanOfSomebodyElsesSignaturesIsNotRun() throws Exception {
    sign(site.alice());
    sign(site.bob());
    Files.writeString(site.runbook(), Files.readString(site.runbook()).replace("1.2.0", "1.3.0"));
    Shell.drover(
        "plan",
        site.runbook().toString(),
        "-i",
        site.hosts(),
        "--offline",
        "-o",
        site.plan().toString());

    Shell.Ending ending = Shell.drover("run", site.plan().toString());

    assertThat(shown(ending.err()).replaceAll("[0-9a-f]{64}", "OLD"))
        .isEqualTo(
            """
            This plan was made offline: what the hosts were like was not compared.
            drover: P must be signed by 2 people, and is by 0
              alice@example.com: does not count: it signs another plan, or the plan was changed since (OLD)
              bob@example.com: does not count: it signs another plan, or the plan was changed since (OLD)
              next: after a review: drover sign P
            """);
    assertThat(ending.code()).isEqualTo(43);
  }

  @Test
  void aSignatureThatWouldNotCountIsNotMade() throws Exception {
    Path mallory = SshKeys.generate(directory.resolve("mallory"), "-t", "ed25519");

    Shell.Ending ending =
        Shell.drover(
            "sign",
            site.plan().toString(),
            "--yes",
            "--as",
            "alice@example.com",
            "--key",
            mallory.toString());

    assertThat(ending.err())
        .isEqualTo(
            """
            drover: a signature as alice@example.com would not count, so none was made: its key is not one that allowed_signers allows its signer
              next: sign with a key and a name that the file of allowed signers holds together
            """);
    assertThat(ending.code()).isEqualTo(43);
    assertThat(Path.of(site.plan() + ".sig")).doesNotExist();
  }

  @Test
  void nobodySignsUnasked() {
    Shell.Ending ending =
        Shell.drover("sign", site.plan().toString(), "--key", site.alice().toString());

    assertThat(ending.err())
        .isEqualTo(
            """
            drover: Nothing was signed.
              next: sign at a terminal, or with --yes
            """);
    assertThat(ending.code()).isEqualTo(43);
  }

  @Test
  void refusesTimesThatARunbookDoesNotAllow() {
    assertThat(sign(site.alice(), "--expires", "13h").err())
        .isEqualTo(
            """
            drover: the runbook lets a signature count for 12h at most
              next: give a shorter time, or leave --expires out
            """);
    assertThat(sign(site.alice(), "--expires", "soon").code()).isEqualTo(2);
    assertThat(sign(site.alice(), "--as", "-x").code()).isEqualTo(2);
    assertThat(sign(site.alice(), "--as", "*").code()).isEqualTo(2);
    assertThat(sign(directory.resolve("nowhere")).code()).isEqualTo(2);
    assertThat(sign(site.alice(), "--expires", "1h").code()).isZero();
  }

  @Test
  void onlyPlansAreSigned() {
    Shell.Ending ending = Shell.drover("sign", "--yes", site.runbook().toString());

    assertThat(ending.err())
        .startsWith("drover: " + site.runbook() + " is no plan: ")
        .endsWith("  next: make a plan with `drover plan RUNBOOK -i INVENTORY -o change.plan`\n");
    assertThat(ending.code()).isEqualTo(42);
    assertThat(Shell.drover("diff", site.runbook().toString(), site.plan().toString()))
        .isEqualTo(ending);
  }

  @Test
  void aSecondSignatureOfTheSamePersonIsToldNotToCountAgain() {
    sign(site.alice());

    assertThat(shown(sign(site.alice()).out()))
        .endsWith(
            """
            Signed: P.sig
            The same person had signed it before: that counts once, not again.
            Signed by 1 person; 2 needed.
            """);
    assertThat(shown(check()))
        .isEqualTo(
            """
            43 alice@example.com: counts until T (key K)
            alice@example.com: the same person again, who is counted once; valid until T (key K)
            Signed by 1 person; 2 needed. Plan P, SHA-256 H.
            """);
  }

  @Test
  void aPlanThatCouldNotRunIsNotSigned() throws Exception {
    Files.createDirectory(directory.resolve("policies"));
    Files.writeString(
        directory.resolve("policies/board.yml"),
        "- name: small\n  message: Few plays.\n  deny: size(plan.plays) > 0\n");
    Shell.drover(
        "plan",
        site.runbook().toString(),
        "-i",
        site.hosts(),
        "--offline",
        "-o",
        site.plan().toString());

    Shell.Ending ending = sign(site.alice());

    assertThat(ending.code()).isEqualTo(22);
    assertThat(shown(ending.err()))
        .startsWith("broken policy: ")
        .endsWith(
            """
            drover: P would not be run, so it is not signed.
              next: mend that, make the plan again with `drover plan RUNBOOK … -o P`, and sign it
            """);
    assertThat(Path.of(site.plan() + ".sig")).doesNotExist();
  }

  @Test
  void whatAPlanDecidesItselfIsRefusedWhereItIsOnlyShown() {
    for (String command : List.of("plan", "graph")) {
      Shell.Ending ending =
          Shell.drover(
              command, site.plan().toString(), "-l", "bb1", "-e", "a=b", "-i", site.hosts());

      assertThat(shown(ending.err()))
          .isEqualTo(
              """
              drover: P is a plan, which has its own inventory, hosts and tasks: --extra-vars, --inventory, --limit, --tags, --skip-tags or --start-at can't change it
                next: leave that out, or make another plan with it: drover plan RUNBOOK … -o FILE
              """);
      assertThat(ending.code()).isEqualTo(2);
    }
  }

  private Shell.Ending sign(Path key, String... more) {
    String[] words = new String[5 + more.length];
    System.arraycopy(
        new String[] {"sign", site.plan().toString(), "--yes", "--key", key.toString()},
        0,
        words,
        0,
        5);
    System.arraycopy(more, 0, words, 5, more.length);
    return Shell.drover(words);
  }

  private Shell.Ending check() {
    return Shell.drover("sign", "--check", site.plan().toString());
  }

  private String shown(Shell.Ending ending) {
    return ending.code() + " " + shown(ending.out());
  }

  private String shown(String text) {
    return text.replace(site.plan().toString(), "P")
        .replace(directory.toString(), "DIR")
        .replaceAll("until \\S+Z", "until T")
        .replaceAll("SHA256:[^ )]+", "K")
        .replaceAll("SHA-256 [0-9a-f]+", "SHA-256 H");
  }
}
