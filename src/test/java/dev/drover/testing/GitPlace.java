package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A repository of the real program, apart from the user's configuration.
 *
 * @param root its work tree
 */
public record GitPlace(Path root) {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_AUTHOR_NAME", "a",
          "GIT_AUTHOR_EMAIL", "a@example.com",
          "GIT_COMMITTER_NAME", "a",
          "GIT_COMMITTER_EMAIL", "a@example.com");

  /** A new one in a directory. */
  public static GitPlace in(Path directory) throws IOException, InterruptedException {
    GitPlace place = new GitPlace(Files.createDirectories(directory).toRealPath());
    place.git("init", "--quiet");
    return place;
  }

  /** Writes a file. */
  public Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }

  /** Commits all that is there, and returns the commit. */
  public String commit() throws IOException, InterruptedException {
    git("add", "--all");
    git("commit", "--quiet", "--message", "a change");
    return git("rev-parse", "HEAD").strip();
  }

  /** Runs git. */
  public String git(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("git", "-C", root.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(ENVIRONMENT);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
