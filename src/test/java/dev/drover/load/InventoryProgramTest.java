package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.report.DiagnosticText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryProgramTest {

  @TempDir private Path directory;

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void givesWhatIsPrinted() throws IOException {
    assertThat(print("echo \"{}$1 $2 $#\"", Duration.ofSeconds(20)).map(Source::text))
        .contains("{}--host a b 2\n");
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void readsNothingFromTheTerminal() throws IOException {
    assertThat(print("cat; echo {}", Duration.ofSeconds(20)).map(Source::text)).contains("{}\n");
  }

  @Test
  void endsAProgramThatHangsWithAllThatItStarted() throws IOException {
    assertThat(print("sleep 60 & sleep 60", Duration.ofMillis(300))).isEmpty();
    assertThat(shown()).contains("inventory.sh --host a b` failed").contains("did not end within");
  }

  @Test
  void endsAProgramThatPrintsWithoutEnd() throws IOException {
    assertThat(print("yes", Duration.ofSeconds(60))).isEmpty();
    assertThat(shown()).contains("it printed more than 64 MiB");
  }

  @Test
  void tellsThatWhatIsPrintedIsNoText() throws IOException {
    assertThat(print("printf '\\377\\376'", Duration.ofSeconds(20))).isEmpty();
    assertThat(shown()).contains("what it printed is not UTF-8");
  }

  private Optional<Source> print(String script, Duration longest) throws IOException {
    Path file = directory.resolve("inventory.sh");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new InventoryProgram(file, longest).print(diagnostics, "--host", "a b");
  }

  private String shown() {
    return DiagnosticText.of(diagnostics).replace(directory + "/", "");
  }
}
