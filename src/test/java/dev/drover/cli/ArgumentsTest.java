package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line makes of odd arguments. */
class ArgumentsTest {

  @TempDir Path directory;

  @Test
  void aFileOfParametersIsNotTakenForOneOfArguments() throws Exception {
    Path secrets = Files.writeString(directory.resolve("secrets.yml"), "password: hunter2\n");

    Shell.Ending ending =
        Shell.drover("validate", "no-such.yml", "-i", "inventories/example", "-e", "@" + secrets);

    assertThat(ending.code()).isEqualTo(ExitCode.MISTAKES.code());
    assertThat(ending.err())
        .contains("there is no file `")
        .doesNotContain("hunter2")
        .doesNotContain("Unmatched");
  }

  @Test
  void anArgumentCannotSteerTheTerminal() {
    Shell.Ending ending = Shell.drover("validate", "x", "-i", "y", "z\u001b]0;owned\u0007");
    assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ending.err()).contains("]0;owned").doesNotContain("\u001b").doesNotContain("\u0007");
  }

  @Test
  void aBlankReasonIsNone() {
    for (String command : List.of("run", "resume")) {
      Shell.Ending ending = Shell.drover(command, "x", "--outside-window", " ");
      assertThat(ending)
          .isEqualTo(
              new Shell.Ending(
                  ExitCode.USAGE.code(),
                  "",
                  """
                  drover: `--outside-window` sets the maintenance window aside, and gives no reason
                    next: say why it can't wait, for instance `--outside-window "the disk fills up"`; nothing was changed
                  """));
    }
  }

  @Test
  void anUnknownCommandIsToldWithTheNearestOnes() {
    Shell.Ending ending = Shell.drover("valdate");
    assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ending.err())
        .isEqualTo(
            """
            Unmatched argument at index 0: 'valdate'
              next: did you mean `validate`? `drover --help` tells how it is used
            """);
  }

  @Test
  void whatIsMissingIsToldWithoutTheWholeHelp() {
    Shell.Ending ending = Shell.drover("skip", "last");
    assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ending.err())
        .isEqualTo(
            """
            Missing required parameter: 'STEP'
              next: `drover skip --help` tells how it is used
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "x\u0000y", "\u001b]0;owned\u0007", "\u202e1-2", "~", "*", "$(id)"})
  void aRunHasTheNameOfARun(String name) {
    for (String command : List.of("show", "resume", "report", "stop", "continue")) {
      Shell.Ending ending = Shell.drover(command, "--", name);
      assertThat(ending.code()).isEqualTo(ExitCode.JOURNAL.code());
      assertThat(ending.err())
          .isEqualTo(
              "drover: this can't be a run: `%s`\n  next: name one that `drover runs` lists, or `last`\n"
                  .formatted(name.replaceAll("[\\p{Cntrl}\u202e]", "\ufffd")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "./*", "/$(id)"})
  void aDirectoryWithoutAJournalIsNoRun(String path) {
    for (String command : List.of("show", "resume", "stop", "report")) {
      Shell.Ending ending = Shell.drover(command, "--", path);
      assertThat(ending.code()).isEqualTo(ExitCode.JOURNAL.code());
      assertThat(ending.err())
          .startsWith("drover: there is no journal in `")
          .endsWith("`\n  next: name a run that `drover runs` lists, or the directory of one\n");
    }
  }

  @Test
  void aNameOfARunWithoutEndIsCutWhereItIsTold() {
    assertThat(Shell.drover("show", "9".repeat(100_000)).err()).hasSizeLessThan(200);
  }

  @Test
  void aRunThatIsNotThere() {
    Shell.Ending ending = Shell.drover("resume", "19700101-000000");
    assertThat(ending.code()).isEqualTo(ExitCode.JOURNAL.code());
    assertThat(ending.err())
        .isEqualTo(
            """
            drover: there is no run `19700101-000000` in %s
              next: name one that `drover runs` lists, or `last`
            """
                .formatted(Places.state().resolve("runs")));
  }

  @Test
  void whatIsNeitherRunbookNorPlanIsToldFirst() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.plan"));
    Path missing = directory.resolve("missing.plan");
    for (String command : List.of("run", "plan", "graph", "validate")) {
      assertThat(Shell.drover(command, missing.toString()))
          .isEqualTo(nothing("there is no file `" + missing + "`"));
      assertThat(Shell.drover(command, empty.toString()))
          .isEqualTo(nothing("the file `" + empty + "` is empty"));
      assertThat(Shell.drover(command, directory.toString()))
          .isEqualTo(nothing("`" + directory + "` is a directory"));
    }
  }

  private static Shell.Ending nothing(String what) {
    return new Shell.Ending(
        ExitCode.MISTAKES.code(),
        "",
        "drover: "
            + what
            + "\n  next: name the file of a runbook, or of a plan that `drover plan -o` wrote\n");
  }

  @Test
  void aMissingOption() {
    Shell.Ending ending = Shell.drover("run", "runbooks/bitbucket-rolling-upgrade.yml");
    assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ending.err())
        .isEqualTo(
            """
            drover: no inventory is given
              next: give the hosts with `-i INVENTORY`: a file, a directory, or names with commas (`a,b,`)
            """);
  }

  @Test
  void optionsOfAnsibleLeadToTheWayHere() {
    Map.of(
            "--check", "`drover plan` shows what a run would change",
            "-vvv", "`drover show last` tells all that a run did",
            "--forks=5", "`window` of a play says how many hosts are worked on",
            "--frobnicate", "`drover run --help` tells how it is used",
            "--limt=a", "did you mean `--limit`? `drover run --help` tells how it is used")
        .forEach((option, next) -> {
          Shell.Ending ending = Shell.drover("run", "a.yml", "-i", "b", option);
          assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
          assertThat(ending.err())
              .isEqualTo("Unknown option: '%s'\n  next: %s\n".formatted(option, next));
        });
  }

  @Test
  void helpIsACommandToo() {
    assertThat(Shell.drover("help", "plan").out())
        .isEqualTo(Shell.drover("plan", "--help").out())
        .startsWith("Usage: drover plan");
  }
}
