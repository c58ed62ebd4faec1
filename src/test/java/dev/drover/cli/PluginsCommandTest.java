package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code plugins}; those of this project come after the ones of the test. */
class PluginsCommandTest {
  @TempDir Path directory;

  @BeforeEach
  void write() throws Exception {
    for (String name : new String[] {"broken", "fine", "unbuilt"}) {
      Path folder = Files.createDirectories(directory.resolve(name));
      Files.writeString(
          folder.resolve("plugin.yml"),
          """
          plugin: %s
          version: 2.1.0
          api: 1
          description: For a test.
          form: %s
          file: it
          provides: {kinds: [%s_kind]}
          """
              .formatted(name, name.equals("fine") ? "composition" : "executable", name));
    }
    Files.writeString(directory.resolve("fine/it"), "tasks:\n  - pause: {for: 1s}\n");
    Path program = Files.writeString(directory.resolve("broken/it"), "#!/bin/sh\nexit 7\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(directory.resolve("unbuilt/build"), "#!/bin/sh\n");
  }

  @Test
  void tellsTheStateOfEach() {
    Shell.Ending ending = Shell.drover("plugins", "--plugins", directory.toString());
    assertThat(ending.code()).isEqualTo(ExitCode.MISTAKES.code());
    assertThat(ending.out().replace(directory + "/", ""))
        .startsWith(
            """
            broken           broken    executable  2.1.0    task kind broken_kind
              broken/it
              the plugin `broken` ended without an answer to `describe`: it ended with status 7
              next: read what it printed on standard error, and mend it
            fine             ready     composition 2.1.0    task kind fine_kind
              fine/it
            unbuilt          not built executable  2.1.0    task kind unbuilt_kind
              unbuilt/it
              the plugin `unbuilt` has no file `it`
              next: it has not been built: run `unbuilt/build`
            """);
  }

  @Test
  void tellsThemAsJson() throws Exception {
    Files.delete(directory.resolve("broken/plugin.yml"));
    Shell.Ending ending = Shell.drover("plugins", "--json", "--plugins", directory.toString());
    assertThat(ending.code()).isEqualTo(ExitCode.OK.code());
    assertThat(ending.out().replace(directory + "/", ""))
        .startsWith(
            """
            [ {
              "name" : "fine",
              "state" : "ready",
              "form" : "composition",
              "version" : "2.1.0",
              "description" : "For a test.",
              "adds" : [ "task kind fine_kind" ],
              "file" : "fine/it"
            }, {
            """);
  }

  @Test
  void aDirectoryThatIsNotThereIsAMistake() {
    Shell.Ending ending = Shell.drover("plugins", "--plugins", directory + "/nothing");
    assertThat(ending.code()).isEqualTo(ExitCode.MISTAKES.code());
    assertThat(ending.err().replace(directory + "/", ""))
        .isEqualTo(
            """
            drover: there is no directory of plugins `nothing`
              next: correct --plugins or DROVER_PLUGINS
            """);
  }
}
