package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void anUnknownCommandIsToldWithTheNearestOnes() {
    Shell.Ending ending = Shell.drover("valdate");
    assertThat(ending.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(ending.err())
        .contains("Unmatched argument at index 0: 'valdate'")
        .contains("validate");
  }
}
