package dev.zdu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A user with a real Git client and nothing configured. */
final class GitClient {

  private final Path directory;
  private final Map<String, String> environment;

  /** A user who works in {@code directory}, with the SSH key that lies there. */
  GitClient(Path directory) {
    Requirement.program("git");
    Requirement.program("ssh");
    this.directory = directory;
    this.environment =
        Map.of(
            "HOME", directory.toString(),
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_AUTHOR_NAME", "dev",
            "GIT_AUTHOR_EMAIL", "dev@example.org",
            "GIT_COMMITTER_NAME", "dev",
            "GIT_COMMITTER_EMAIL", "dev@example.org",
            "GIT_SSH_COMMAND",
                "ssh -F none -i "
                    + directory.resolve("key")
                    + " -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no"
                    + " -o UserKnownHostsFile=/dev/null");
  }

  static String http(int port) {
    return "http://dev:dev@127.0.0.1:" + port + "/scm/proj/demo.git";
  }

  static String ssh(int port) {
    return "ssh://git@127.0.0.1:" + port + "/proj/demo.git";
  }

  Programs.Result git(String folder, String... arguments) throws IOException, InterruptedException {
    return Programs.result(directory.resolve(folder), environment, words(arguments));
  }

  CompletableFuture<Programs.Result> beside(String folder, String... arguments) {
    return Programs.beside(directory.resolve(folder), environment, words(arguments));
  }

  private static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>(List.of("git"));
    words.addAll(List.of(arguments));
    return words;
  }

  /** As {@link #git}, for what must end well; returns the last line of the output. */
  String ok(String folder, String... arguments) throws IOException, InterruptedException {
    Programs.Result result = git(folder, arguments);
    if (result.code() != 0) {
      throw new IOException("git " + List.of(arguments) + " ended with " + result);
    }
    return result.output().lines().reduce("", (_, last) -> last).strip();
  }

  /** Commits a file of random bytes and pushes it; returns the commit. */
  String push(String folder, String file, int size) throws IOException, InterruptedException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Files.write(directory.resolve(folder).resolve(file), content);
    ok(folder, "add", file);
    ok(folder, "commit", "-q", "-m", file);
    ok(folder, "push", "-q", "origin", "HEAD:refs/heads/master");
    return ok(folder, "rev-parse", "HEAD");
  }
}
