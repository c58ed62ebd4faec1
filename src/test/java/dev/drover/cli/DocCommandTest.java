package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drover.diag.Code;
import dev.drover.report.MarkdownText;
import dev.drover.task.Kinds.Registered;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"doc", "explain", "schema", "validate"})
  void commandsThatTellAboutRunbooksExplainThemselves(String command) {
    Golden.check(
        Path.of("src/test/resources/help/" + command + ".txt"),
        new String(Shell.drover(command, "--help").bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void listsTheKindsByGroupWithASentenceEach() {
    Shell.Ending ending = Shell.drover("doc");
    assertThat(ending.code()).isZero();
    assertThat(ending.out())
        .startsWith("ROLLING UPGRADE\n\n  kind          what it does\n  approve       Finishes")
        .contains("\n\nLOAD BALANCER\n\n")
        .contains(BuiltIn.kinds().all().stream().map(kind -> "\n  " + kind.name() + " ").toList());
  }

  @Test
  void printsThePageOfEachKindAndCode() {
    assertThat(BuiltIn.kinds().all().stream().map(Registered::name))
        .allSatisfy(name ->
            assertThat(Shell.drover("doc", name).out())
                .startsWith(name + "\n")
                .contains("ARGUMENTS"));
    assertThat(Arrays.stream(Code.values()))
        .allSatisfy(code ->
            assertThat(Shell.drover("doc", code.id()).out())
                .startsWith(code.id() + "\n\n" + MarkdownText.of(code.meaning())));
  }

  @Test
  void tellsWhatIsMeantByAnUnknownName() {
    assertThat(Shell.drover("doc", "args.unknown-feild"))
        .isEqualTo(
            new Shell.Ending(
                2,
                "",
                """
                drover: `args.unknown-feild` is neither a task kind nor the code of a mistake
                  next: did you mean `args.unknown-field`?
                """));
  }

  @Test
  void showsAPageOnATerminal() throws IOException {
    Golden.check(
        Path.of("src/test/resources/report/page.txt"),
        MarkdownText.of(Files.readString(Path.of("src/test/resources/report/page.md"))));
  }

  /** Only the build packs them; a plain compiler does not. */
  @Test
  void thePagesArePacked() {
    String classes = DocCommand.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    assumeThat(classes).endsWith("target/classes/");
    assertThat(Shell.drover("doc", "wait_for").out()).contains("EXAMPLE");
    assertThat(Shell.drover("doc", "hosts.none").out()).contains("web:&edge");
  }
}
