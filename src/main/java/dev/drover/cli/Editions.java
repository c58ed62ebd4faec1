package dev.drover.cli;

import dev.drover.git.Repository;
import dev.drover.schema.ShownPath;
import dev.drover.schema.ShownPath.InCommit;
import dev.drover.time.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of Git commits, in a directory of the user's state for each. Work trees and indexes
 * are left alone.
 */
final class Editions {

  /** What nobody has used for so long is removed; it is taken from Git again when it is wanted. */
  private static final Duration UNUSED = Duration.ofDays(30);

  private Editions() {}

  /** A file of a commit of the repository that the current directory is in. */
  static Path file(InCommit file) {
    return directory(repository(file.path()), file.commit()).resolve(file.path());
  }

  /** The repository here. */
  static Repository repository(String what) {
    try {
      return Repository.of(Path.of(""))
          .orElseThrow(() ->
              new EndException(
                  ExitCode.MISTAKES,
                  "`"
                      + what
                      + "` is to be taken from Git, and the current directory is in no"
                      + " repository that `git` can read",
                  "change into the repository; or name a file"));
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  static EndException interrupted() {
    Thread.currentThread().interrupt();
    return new EndException(ExitCode.STOPPED, "Interrupted; nothing was changed.", "");
  }

  /**
   * The directory with all files of a commit; they are written if they are not there as they are.
   */
  static Path directory(Repository repository, String commit) {
    try {
      Path all = Places.state().resolve(ShownPath.EDITIONS);
      Files.createDirectories(
          all, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path directory = all.resolve(commit);
      Path work = Files.createTempDirectory(all, "part-");
      try {
        Path index = work.resolve("index");
        if (Files.isDirectory(directory)) {
          if (repository.holds(directory, commit, index)) {
            Files.setLastModifiedTime(directory, FileTime.from(SystemTime.SYSTEM.now()));
            return directory;
          }
          Files.move(directory, work.resolve("changed"));
          Files.deleteIfExists(index);
        }
        Path fresh = work.resolve("files");
        Optional<String> problem = repository.checkOut(commit, fresh, index);
        if (problem.isPresent()) {
          throw new EndException(
              ExitCode.MISTAKES,
              "the files of commit " + commit + " can't be taken from Git: " + problem.get(),
              "see that the commit is there: git -C " + repository.root() + " show " + commit);
        }
        move(fresh, directory);
        removeUnused(all);
        return directory;
      } finally {
        remove(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Another process may have been faster with the same. */
  private static void move(Path fresh, Path directory) throws IOException {
    try {
      Files.move(fresh, directory);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException there) {
      if (!Files.isDirectory(directory)) {
        throw there;
      }
    }
  }

  private static void removeUnused(Path all) throws IOException {
    FileTime oldest = FileTime.from(SystemTime.SYSTEM.now().minus(UNUSED));
    try (Stream<Path> editions = Files.list(all)) {
      for (Path edition : editions.toList()) {
        if (Files.getLastModifiedTime(edition).compareTo(oldest) < 0) {
          remove(edition);
        }
      }
    } catch (NoSuchFileException gone) {
      // another process removes them just now
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : List.copyOf(all.toList()).reversed()) {
        Files.delete(path);
      }
    }
  }
}
