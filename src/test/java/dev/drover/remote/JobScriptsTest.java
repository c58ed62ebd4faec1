package dev.drover.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.drover.secret.Secret;
import dev.drover.testing.Programs;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobScriptsTest {

  /** The scripts, and those among their arguments. */
  private static List<String> texts() {
    Duration second = Duration.ofSeconds(1);
    return Stream.of(
            JobScripts.run("id", 0, 0, second, second, "end"),
            JobScripts.look("id"),
            JobScripts.end("id", true),
            JobScripts.remove("30"))
        .flatMap(command -> command.words().stream())
        .map(Word::text)
        .filter(text -> text.contains("\n"))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh", "bash --posix"})
  void areUnderstoodByEveryShell(String words) throws Exception {
    List<String> shell = List.of(words.split(" ", -1));
    assumeThat(Programs.find(shell.getFirst())).isPresent();
    assertThat(texts()).hasSize(5);
    for (String text : texts()) {
      Command check =
          Command.of(Stream.concat(shell.stream(), Stream.of("-n")).toArray(String[]::new))
              .input(Secret.of(text));
      assertThat(new ShellRemote(new LocalShell("here")).exec(check))
          .isEqualTo(new CommandResult(0, "", ""));
      assertThat(text.lines()).noneMatch(line -> line.strip().startsWith("#"));
    }
  }
}
