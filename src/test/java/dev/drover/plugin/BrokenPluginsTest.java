package dev.drover.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.task.Extensions.Found;
import dev.drover.task.Kinds.Registered;
import dev.drover.testing.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that is broken is named, with what is wrong, and the others go on. */
class BrokenPluginsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/plugin");

  @TempDir Path directory;

  @Test
  void tellsWhatIsWrongWithAProgram() {
    Folders folders =
        new Folders(directory)
            .described("aa-fine", "")
            .program("crashes", "echo 'out of luck' >&2; exit 3")
            .program("killed", "kill -9 $$")
            .program("garbage", "echo hello")
            .program("list", "echo '[1, 2]'")
            .program("two-messages", "echo '{\"answer\": {}} {}'")
            .program("says-nothing", "exit 0")
            .program("other-answer", "echo '{\"answer\": {\"kindz\": []}}'")
            .program("other-message", "echo '{\"hello\": 1}'")
            .program("asks", "echo '{\"exec\": [\"id\"]}'; read -r x")
            .program(
                "bad-type",
                "echo '"
                    + Folders.DESCRIBE.replace("KIND", "bad_type").replace("secret", "sekret")
                    + "'")
            .program("undeclared", "echo '" + Folders.DESCRIBE + "'")
            .program("declares-less", "echo '{\"answer\": {}}'");
    Golden.check(GOLDEN.resolve("broken-programs.txt"), folders.problems());
  }

  @Test
  void tellsWhatIsWrongWithADescription() throws Exception {
    Folders folders =
        new Folders(directory)
            .manifest("empty", "")
            .manifest("no-yaml", "plugin: [")
            .manifest("unknown-key", manifest("unknown-key").replace("file:", "fil:"))
            .manifest("newer", manifest("newer").replace("api: 1", "api: 2"))
            .manifest("other-name", manifest("someone"))
            .manifest("escapes", manifest("escapes").replace("run.sh", "../run.sh"))
            .manifest("no-form", manifest("no-form").replace("executable", "script"))
            .manifest("adds-nothing", manifest("adds-nothing").replace("kinds: [greet]", ""))
            .manifest("odd-kind", manifest("odd-kind").replace("greet", "Greet me"))
            .manifest("no-file", manifest("no-file"))
            .manifest("built-in", manifest("built-in").replace("greet", "command"))
            .manifest("twice", manifest("twice").replace("[greet]", "[other, other]"))
            .file("not-executable", "plugin.yml", manifest("not-executable").replace("greet", "ab"))
            .file("not-executable", "run.sh", "echo")
            .file("open", "plugin.yml", manifest("open").replace("greet", "cd"))
            .file("open", "run.sh", "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        directory.resolve("open/run.sh"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Golden.check(GOLDEN.resolve("broken-descriptions.txt"), folders.problems());
  }

  private static String manifest(String name) {
    return """
    plugin: %s
    version: 1.0.0
    api: 1
    description: A plugin for tests.
    form: executable
    file: run.sh
    provides: {kinds: [greet]}
    """
        .formatted(name);
  }

  @Test
  void endsAProgramThatHangsWithAllThatItHasStarted() throws Exception {
    Path pids = directory.resolve("pids");
    Folders folders =
        new Folders(directory)
            .described("aa-fine", "")
            .program(
                "hangs",
                "(sleep 600 & echo $! >> '%s') & sleep 600 & echo $! >> '%s'; wait"
                    .formatted(pids, pids))
            .manifest("hangs", manifest("hangs").replace("greet", "hang") + "timeout: 300ms\n");
    assertThat(folders.problems())
        .isEqualTo(
            """
            aa-fine is ready
            the plugin `hangs` did not answer `describe` within 300ms, and was ended
              next: mend the plugin, or give it more time with `timeout`
            """);
    for (String pid : Files.readAllLines(pids)) {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
      if (process.isPresent()) {
        process.get().onExit().get(5, java.util.concurrent.TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void endsAProgramThatNeverStopsTalking() {
    Folders folders =
        new Folders(directory)
            .program("chatters", "yes '{\"progress\": \"on and on\"}'")
            .program("notes", "yes '' >&2");
    assertThat(folders.problems())
        .isEqualTo(
            """
            the plugin `chatters` printed more than 8 MiB in `describe`
              next: print nothing but messages, one JSON object a line; notes belong on standard error (docs/plugins.md)
            the plugin `notes` did not answer `describe` within 3s, and was ended
              next: mend the plugin, or give it more time with `timeout`
            """);
  }

  @Test
  void theFirstOfTwoWithOneKindCounts() {
    Plugins plugins =
        new Folders(directory)
            .described("one", "")
            .program("two", "")
            .manifest("two", manifest("two").replace("greet", "one"))
            .plugins("command");
    assertThat(plugins.find(Registered.class, "one")).isInstanceOf(Found.Is.class);
    assertThat(plugins.all().get(0).check()).isEmpty();
    assertThat(plugins.all().get(1).check())
        .contains(
            new Plugin.Problem(
                "the plugin `two` declares the task kind `one`, but the plugin `one` has it",
                "give it another name"));
  }

  @Test
  void whatNobodyUsesIsNotRun() {
    Path ran = directory.resolve("ran");
    Plugins plugins =
        new Folders(directory).program("one", "touch '" + ran + "'").plugins("command");
    assertThat(plugins.names(Registered.class)).containsExactly("one");
    assertThat(plugins.find(Registered.class, "salute")).isInstanceOf(Found.Unknown.class);
    assertThat(plugins.files()).isEmpty();
    assertThat(ran).doesNotExist();
    assertThat(plugins.find(Registered.class, "one")).isInstanceOf(Found.Broken.class);
    assertThat(ran).exists();
  }
}
