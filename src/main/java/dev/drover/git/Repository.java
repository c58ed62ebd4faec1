package dev.drover.git;

import dev.drover.remote.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Git repository with its work tree. Nothing in either is changed.
 *
 * @param root the directory of the work tree
 */
public record Repository(Path root) {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

  /** What names of tags are made of here: no option, no pattern, no range. */
  private static final Pattern TAG =
      Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9_.+/-]{0,199}");

  /** The repository that a directory lies in; empty if there is none, or no git program. */
  public static Optional<Repository> of(Path directory) throws InterruptedException {
    return Git.ask(directory, "rev-parse", "--show-toplevel").map(Path::of).map(Repository::new);
  }

  /** The commit that is checked out; empty before the first. */
  public Optional<String> commit() throws InterruptedException {
    return Git.ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
  }

  /**
   * Whether files differ from the commit: any that Git knows, or one of these that it does not
   * know. Others, for instance plans, belong to nothing.
   */
  public boolean isDirty(Collection<Path> files) throws InterruptedException {
    if (Git.ask(root, "status", "--porcelain", "--untracked-files=no").isPresent()) {
      return true;
    }
    List<String> words = new ArrayList<>(List.of("ls-files", "--error-unmatch", "-z", "--"));
    files.stream()
        .filter(file -> file.startsWith(root))
        .forEach(file -> words.add(":(literal,top)" + root.relativize(file)));
    return words.size() > 4 && Git.ask(root, words.toArray(String[]::new)).isEmpty();
  }

  /** The commit of a tag. */
  public Optional<String> commit(String tag) throws InterruptedException {
    return TAG.matcher(tag).matches()
        ? Git.ask(root, "rev-parse", "--verify", "--quiet", "refs/tags/" + tag + "^{commit}")
        : Optional.empty();
  }

  /** The names of the tags that fit one of these patterns, the highest versions first. */
  public List<String> tags(String... patterns) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("tag", "--list", "--sort=-version:refname"));
    words.addAll(List.of(patterns));
    return Git.ask(root, words.toArray(String[]::new)).map(String::lines).stream()
        .flatMap(lines -> lines)
        .toList();
  }

  /**
   * Writes all files of a commit into a new directory.
   *
   * @return what git says if it can't; empty if all is there
   */
  public Optional<String> checkOut(String commit, Path directory, Path index)
      throws IOException, InterruptedException {
    if (!COMMIT.matcher(commit).matches()) {
      return Optional.of("`" + commit + "` is no commit");
    }
    Files.createDirectories(directory);
    Optional<String> problem = problem(index, directory, "read-tree", commit);
    return problem.isPresent()
        ? problem
        : problem(index, directory, "checkout-index", "--all", "--quiet");
  }

  /** Whether a directory holds the files of a commit, all of them as they are there, no others. */
  public boolean holds(Path directory, String commit, Path index) throws InterruptedException {
    return COMMIT.matcher(commit).matches()
        && problem(index, directory, "read-tree", commit).isEmpty()
        && problem(index, directory, "update-index", "--really-refresh").isEmpty()
        && run(index, directory, "ls-files", "--others")
            .map(result -> result.ok() && result.out().isEmpty())
            .orElse(false);
  }

  private Optional<String> problem(Path index, Path tree, String... words)
      throws InterruptedException {
    return run(index, tree, words)
        .map(result ->
            result.ok() ? "" : result.lastWords().isEmpty() ? "it fails" : result.lastWords())
        .or(() -> Optional.of("there is no `git` program here"))
        .filter(said -> !said.isEmpty());
  }

  private Optional<CommandResult> run(Path index, Path tree, String... words)
      throws InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of("-c", "core.autocrlf=false", "--work-tree=" + tree.toAbsolutePath()));
    all.addAll(List.of(words));
    return Git.run(index.toAbsolutePath().toString(), root, all.toArray(String[]::new));
  }
}
