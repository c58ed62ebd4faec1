package dev.drover.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where plugins are looked for: the directories that are given, and {@code plugins/} of the
 * project, which lies beside the runbook or beside the directory that the runbook is in.
 */
public final class Search {
  private static final String DIRECTORY = "plugins";

  private Search() {}

  /** The project's own directory of plugins, for a file of the project. */
  public static Optional<Path> ofProject(Path runbook) {
    return ofProject(runbook, DIRECTORY);
  }

  /** A directory of the project: beside a file of it, or beside the directory that this is in. */
  public static Optional<Path> ofProject(Path file, String name) {
    Optional<Path> beside = Optional.ofNullable(file.toAbsolutePath().normalize().getParent());
    return Stream.concat(beside.stream(), beside.map(Path::getParent).stream())
        .map(directory -> directory.resolve(name))
        .filter(Files::isDirectory)
        .findFirst();
  }

  /** The folders of plugins in directories, in their order, and by name within each. */
  static List<Path> folders(List<Path> directories) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path directory : directories) {
      try (Stream<Path> inside = Files.list(directory.toAbsolutePath().normalize())) {
        inside
            .filter(path -> Files.exists(path.resolve(Folder.MANIFEST)))
            .sorted()
            .forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ArrayList<>(folders);
  }
}
