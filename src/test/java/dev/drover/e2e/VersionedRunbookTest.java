package dev.drover.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.GitPlace;
import dev.drover.testing.RealComponent;
import dev.drover.testing.SignedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Which edition of a runbook runs, and that it can be chosen by its version. */
@Execution(ExecutionMode.CONCURRENT)
@RealComponent("git")
class VersionedRunbookTest {

  private static final String GREET =
      """
      - name: greet
        command: [echo, "{{word}}"]
      """;

  @TempDir private Path directory;
  private GitPlace place = new GitPlace(Path.of(""));
  private Tool tool = new Tool(Path.of(""));
  private String first = "";

  @BeforeEach
  void makeProject() throws Exception {
    place = GitPlace.in(directory.resolve("project"));
    tool = new Tool(Files.createDirectory(directory.resolve("tool")));
    place.write("hosts.yml", "all: {hosts: {localhost: }}\n");
    place.write("runbooks/tasks/greet.yml", GREET);
    place.write("runbooks/up.yml", runbook("1.2.0", "hello"));
    first = place.commit();
    place.git("tag", "v1.2.0");
    place.write("runbooks/up.yml", runbook("1.3.0", "hullo"));
    place.write("runbooks/tasks/greet.yml", GREET.replace("greet", "greet anew"));
    place.commit();
  }

  private static String runbook(String version, String word) {
    return """
    runbook: up
    language: 1
    version: %s
    policy: {min_in_service: 0}
    vars: {word: %s}
    plays:
      - name: Greet
        hosts: localhost
        tasks:
          - include: tasks/greet.yml
    """
        .formatted(version, word);
  }

  @Test
  void takesTheVersionFromItsTagWithItsIncludes() throws Exception {
    place.write("runbooks/up.yml", "somebody is at work here");
    String before = place.git("status", "--porcelain");

    Tool.Ending plan = drover(0, "plan", "up@1.2.0", "-i", "hosts.yml", "-o", "../change.plan");

    String edition = "tag v1.2.0, commit " + first.substring(0, 12);
    assertThat(plan.out())
        .startsWith("Plan: up 1.2.0\n")
        .contains("\nRunbook          " + edition + "\n", "echo hello");
    assertThat(Files.readString(directory.resolve("change.plan")))
        .contains("git:" + first + "/runbooks/up.yml")
        .contains("git:" + first + "/runbooks/tasks/greet.yml")
        .doesNotContain(directory.toString());
    assertThat(drover(0, "run", "../change.plan").out()).contains("\n  runbook " + edition + "\n");
    assertThat(place.git("status", "--porcelain")).isEqualTo(before);
  }

  @Test
  void whatWasTakenAndChangedIsTakenAnew() throws Exception {
    drover(0, "validate", "up@1.2.0", "-i", "hosts.yml");
    Path taken = directory.resolve("tool/state/drover-editions").resolve(first);
    Files.writeString(taken.resolve("runbooks/up.yml"), runbook("1.2.0", "hi"));
    Files.writeString(taken.resolve("runbooks/more.yml"), "more");
    Path unused = Files.createDirectory(taken.resolveSibling("unused"));
    Files.setLastModifiedTime(unused, FileTime.fromMillis(0));

    Tool.Ending plan = drover(0, "plan", "up@1.2.0", "-i", "hosts.yml", "--offline", "--json");

    assertThat(plan.out()).contains("hello").doesNotContain("\"hi\"");
    assertThat(taken.resolve("runbooks/more.yml")).doesNotExist();
    assertThat(unused).doesNotExist();
  }

  @Test
  void refusesVersionsThatNoTagHolds() throws Exception {
    place.git("tag", "v1.9.0");
    assertThat(drover(10, "validate", "up@1.4.0", "-i", "hosts.yml").err())
        .isEqualTo(
            """
            drover: there is no Git tag of version 1.4.0 of up: none of up/1.4.0, up-1.4.0, v1.4.0, 1.4.0
              next: there are v1.9.0, v1.2.0; or fetch more: git fetch --tags
            """);
    assertThat(drover(10, "validate", "up@1.9.0", "-i", "hosts.yml").err())
        .isEqualTo(
            """
            drover: the Git tag v1.9.0 holds version 1.3.0 of up, not 1.9.0
              next: correct the tag, or ask for up@1.3.0
            """);
    assertThat(drover(10, "validate", "down@1.2.0", "-i", "hosts.yml").err())
        .isEqualTo(
            """
            drover: the Git tag v1.2.0 holds no file `runbooks/down.yml`
              next: NAME@VERSION is runbooks/NAME.yml of the repository; or write PATH.yml@VERSION
            """);
  }

  @Test
  void goesOnWithTheSameVersion() throws Exception {
    Path flag = directory.resolve("flag");
    place.write("runbooks/up.yml", runbook("1.4.0", "hello"));
    place.write(
        "runbooks/tasks/greet.yml",
        "- command: [test, -e, %s]\n  changed_when: false\n".formatted(flag));
    place.commit();
    place.git("tag", "up/1.4.0");
    place.write("runbooks/up.yml", "somebody is at work here");
    drover(30, "run", "up@1.4.0", "-i", "hosts.yml");
    Path taken = directory.resolve("tool/state/drover-editions");
    Files.move(taken, directory.resolve("gone"));
    Files.createFile(flag);

    var resumed = drover(0, "resume", "last");

    assertThat(resumed.out()).contains("\n  runbook tag up/1.4.0, commit ");
    assertThat(resumed.err())
        .endsWith("the run goes on with the copies of its files that it keeps\n");
    assertThat(taken).doesNotExist();
  }

  @Test
  @RealComponent("ssh-keygen")
  void isSignedByTheRulesOfItsTag() throws Exception {
    SignedSite site = SignedSite.in(Files.createDirectory(directory.resolve("site")));
    place.write("runbooks/signed.yml", Files.readString(site.runbook()));
    place.write(
        "runbooks/allowed_signers", Files.readString(site.directory().resolve("allowed_signers")));
    place.commit();
    place.git("tag", "signed-1.2.0");
    place.write("runbooks/allowed_signers", "nobody\n");
    drover(43, "run", "signed@1.2.0", "-i", "hosts.yml");
    drover(0, "plan", "signed@1.2.0", "-i", "hosts.yml", "-o", "change.plan");
    drover(0, "sign", "change.plan", "--yes", "--key", site.alice().toString());
    drover(43, "sign", "--check", "change.plan");
    drover(0, "sign", "change.plan", "--yes", "--key", site.bob().toString());

    assertThat(drover(0, "run", "change.plan").out())
        .contains("\n  signed by alice@example.com, bob@example.com\n");
  }

  @Test
  void takesNoNameForAnOptionOrAnotherPlace() throws Exception {
    for (String hostile : new String[] {"../up@1.2.0", "up@-h", "up@1.2.0^{}", "-x@1.2.0"}) {
      assertThat(drover(10, "validate", "-i", "hosts.yml", "--", hostile).err())
          .contains("[file.unreadable]");
    }
  }

  @Test
  void tellsTheEditionOfAFileAndThatItChangedUnderTheSameVersion() throws Exception {
    Tool.Ending run = drover(0, "run", "runbooks/up.yml", "-i", "hosts.yml");
    String commit = place.git("rev-parse", "--short=12", "HEAD").strip();
    assertThat(run.out()).contains("\n  runbook commit " + commit + "\n");
    assertThat(run.err()).doesNotContain("warning");
    place.write("runbooks/tasks/greet.yml", GREET.replace("{{word}}", "{{word}}!"));

    Tool.Ending plan = drover(0, "plan", "runbooks/up.yml", "-i", "hosts.yml", "--offline");

    assertThat(plan.out())
        .contains(
            "\nRunbook          commit " + commit + ", with changes that are not committed\n");
    assertThat(plan.err())
        .contains(
            "warning: up 1.3.0 is not what it was in run ",
            """
            : the version is the same, the content is not
              next: give the runbook a new `version`, so that plans can be told apart
            """);
    assertThat(drover(0, "show", "last", "--json").out())
        .contains("\"language\" : 1", "\"dirty\" : false", "\"commit\" : \"" + commit);
  }

  private Tool.Ending drover(int code, String... words) throws Exception {
    return tool.runIn(place.root(), words).expect(code);
  }
}
