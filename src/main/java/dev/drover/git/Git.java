package dev.drover.git;

import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.LocalShell;
import dev.drover.remote.RemoteException;
import dev.drover.remote.ShellRemote;
import dev.drover.remote.Word;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the git program; that there is none, or no repository, is no answer and no mistake. */
public final class Git {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * A hook of Git that calls us names its own repository in these. What a repository configures to
   * be run on a mere look is not run, and a look does not write the index.
   */
  private static final String SCRIPT =
      """
      unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_COMMON_DIR GIT_PREFIX
      if [ -n "$1" ]; then GIT_INDEX_FILE=$1; export GIT_INDEX_FILE; fi
      shift
      GIT_OPTIONAL_LOCKS=0 GIT_TERMINAL_PROMPT=0 LC_ALL=C
      export GIT_OPTIONAL_LOCKS GIT_TERMINAL_PROMPT LC_ALL
      exec git -c core.fsmonitor=false -c core.hooksPath=/dev/null "$@"
      """;

  private Git() {}

  /** A setting of the user, or of the repository of a directory. */
  public static Optional<String> configuration(Path directory, String name)
      throws InterruptedException {
    return ask(directory, "config", "--get", name);
  }

  /** What git prints, without blanks around it; empty if it fails or prints nothing. */
  static Optional<String> ask(Path directory, String... arguments) throws InterruptedException {
    return run("", directory, arguments)
        .filter(CommandResult::ok)
        .map(result -> result.out().strip())
        .filter(text -> !text.isEmpty());
  }

  /**
   * How git ends; empty if there is no such program.
   *
   * @param index the file to use as index; empty for the repository's own
   */
  static Optional<CommandResult> run(String index, Path directory, String... arguments)
      throws InterruptedException {
    List<Word> words = new ArrayList<>();
    List.of("sh", "-c", SCRIPT, "git", index, "-C", directory.toAbsolutePath().toString())
        .forEach(word -> words.add(Word.of(word)));
    List.of(arguments).forEach(word -> words.add(Word.of(word)));
    try {
      CommandResult result =
          new ShellRemote(new LocalShell("this machine")).exec(Command.of(words).within(LIMIT));
      return result.status() == 127 ? Optional.empty() : Optional.of(result);
    } catch (RemoteException e) {
      return Optional.empty();
    }
  }
}
