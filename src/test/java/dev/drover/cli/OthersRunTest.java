package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.testing.RealComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that somebody else may have written are looked at, and not gone on with. */
class OthersRunTest {

  @TempDir Path directory;

  @BeforeEach
  void write() throws Exception {
    try (Journal journal = Journal.create(directory.resolve("journal"))) {
      journal.append(
          new Entry.RunBegan(
              Instant.EPOCH,
              "20261121-030000",
              "upgrade",
              "1.0.0",
              "eve@ops1",
              new Request("upgrade.yml", List.of("hosts"), List.of(), List.of(), 1),
              Map.of(),
              List.of()));
    }
  }

  private String resumed() {
    assertThat(Shell.drover("show", directory.toString()).code()).isZero();
    Shell.Ending ending = Shell.drover("resume", "--no-input", directory.toString());
    assertThat(ending.code()).isEqualTo(ExitCode.JOURNAL.code());
    return ending.err().replace(directory.toString(), "DIR");
  }

  @Test
  void oneThatEverybodyMayWriteTo() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(resumed())
        .isEqualTo(
            """
            drover: the run in `DIR` could be anybody's: its directory may be written to by everybody, and it says what is run as you
              next: if you trust what is in it, copy it, or `chmod -R go-w` it
            """);
  }

  @Test
  @RealComponent(
      value = {},
      root = true)
  void oneOfSomebodyElse() throws Exception {
    Files.setOwner(
        directory,
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThat(resumed())
        .isEqualTo(
            """
            drover: the run in `DIR` could be anybody's: its directory belongs to nobody, and it says what is run as you
              next: if you trust what is in it, copy it, or chown it
            """);
  }
}
