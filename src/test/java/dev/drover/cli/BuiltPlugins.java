package dev.drover.cli;

import dev.drover.testing.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the plugins that ship, built as their {@code build} does. */
final class BuiltPlugins {
  private static final Path SHIPPED = Path.of("plugins");

  private BuiltPlugins() {}

  /** Makes the copy. */
  static void in(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(SHIPPED)) {
      all = paths.filter(path -> !path.toString().endsWith(".jar")).toList();
    }
    for (Path path : all) {
      Path copy = directory.resolve(SHIPPED.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Jars.build(directory.resolve("verify_file"), "verify_file.jar");
  }
}
