package dev.zdu.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The bare repositories in the shared home. Each use opens its repository anew: other nodes write
 * to the same files, and what a process remembers of them is soon wrong.
 */
final class Repositories {

  private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9_-]*(\\.[a-z0-9_-]+)*");

  private final Path root;

  Repositories(Path root) {
    this.root = root;
  }

  /** The name {@code project/repository} of the last two parts of a path, if it is well formed. */
  static Optional<String> nameIn(String path) {
    String text = path.toLowerCase(Locale.ROOT);
    text = text.startsWith("/") ? text.substring(1) : text;
    text = text.endsWith(".git") ? text.substring(0, text.length() - 4) : text;
    String[] words = text.split("/", -1);
    return words.length == 2 && isWord(words[0]) && isWord(words[1])
        ? Optional.of(text)
        : Optional.empty();
  }

  static boolean isWord(String text) {
    return text.length() <= 80 && !text.endsWith(".git") && WORD.matcher(text).matches();
  }

  Repository open(String name) throws IOException {
    Path directory = directory(name);
    if (!Files.isDirectory(directory)) {
      throw new RepositoryNotFoundException(name);
    }
    return new FileRepositoryBuilder().setGitDir(directory.toFile()).setMustExist(true).build();
  }

  boolean exists(String name) {
    return Files.isDirectory(directory(name));
  }

  private Path directory(String name) {
    return root.resolve(name + ".git");
  }

  /**
   * Makes an empty repository; it appears under its name only when it is complete.
   *
   * @return false if there is one already
   */
  boolean create(String name) throws IOException {
    Path target = directory(name);
    if (Files.exists(target)) {
      return false;
    }
    Files.createDirectories(target.getParent());
    Path work = Files.createTempDirectory(root, ".new-");
    try (Repository repository =
        new FileRepositoryBuilder().setBare().setGitDir(work.toFile()).build()) {
      repository.create(true);
      configure(repository.getConfig());
      RefUpdate head = repository.updateRef(Constants.HEAD);
      head.link(Constants.R_HEADS + "master");
    }
    try {
      Files.move(work, target);
      return true;
    } catch (java.nio.file.FileAlreadyExistsException
        | java.nio.file.DirectoryNotEmptyException second) {
      deleteTree(work);
      return false;
    }
  }

  private static void configure(StoredConfig config) throws IOException {
    // Another node may be reading what a clean-up would remove.
    config.setInt("gc", null, "auto", 0);
    config.setInt("gc", null, "autopacklimit", 0);
    config.setBoolean("receive", null, "autogc", false);
    // Timestamps of directories are too coarse for writers in several processes.
    config.setString("core", null, "trustStat", "never");
    config.setBoolean("http", null, "receivepack", true);
    config.save();
  }

  private static void deleteTree(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
