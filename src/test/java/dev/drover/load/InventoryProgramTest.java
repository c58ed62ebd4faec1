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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\": [\"-oProxyCommand=x\"]}|1:8: error: `-oProxyCommand=x` can't be the name of a host",
        "{\"a\": [\"$(id)\"]}|1:8: error: `$(id)` can't be the name of a host",
        "{\"../a\": []}|1:2: error: `../a` can't be the name of a group",
        "{\"a\": {\"children\": [\"a\"]}}|error: the group `a` would contain itself",
        "{\"a\": {\"hosts\": {\"b\": 1}}}|1:17: error: `hosts` must be a list of names",
        "{\"_meta\": {\"hostvars\": [1]}}|1:24: error: `hostvars` must be a map",
        "{\"a\": {\"hosts\": [[\"b\"]]}}|1:18: error: a host must be a name",
        "NaN|1:4: error: this is not JSON: Non-standard token 'NaN' [",
        "[]|1:1: error: what an inventory program prints must be a map",
      })
  void refusesWhatNoInventoryHas(String printed, String told) throws IOException {
    assertThat(loaded(printed)).contains(told);
  }

  @Test
  void refusesNestingAndNumbersWithoutEnd() throws IOException {
    assertThat(loaded("{\"a\":".repeat(10_000))).contains(":1:").contains("[yaml.limit]");
    assertThat(loaded("{\"a\": " + "9".repeat(100_000) + "}")).contains("[yaml.limit]");
    assertThat(loaded("{\"" + "a".repeat(200_000) + "\": []}")).hasSizeLessThan(10_000);
  }

  private String loaded(String printed) throws IOException {
    Files.writeString(directory.resolve("printed"), printed);
    Path file = directory.resolve("inventory.sh");
    Files.writeString(file, "#!/bin/sh\ncat " + directory.resolve("printed") + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    Diagnostics found = new Diagnostics();
    InventoryLoader.load(List.of(file), found);
    return DiagnosticText.of(found).replace(directory + "/", "");
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
