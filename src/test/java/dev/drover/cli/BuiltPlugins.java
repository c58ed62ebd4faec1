package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
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
    jar(directory.resolve("verify_file"), "verify_file.jar");
  }

  /** Compiles {@code src} of a plugin and packs it. */
  static void jar(Path plugin, String name) {
    try {
      Path classes = Files.createTempDirectory(plugin, "classes");
      Path sources = plugin.resolve("src");
      List<String> javac =
          new ArrayList<>(
              List.of(
                  "--release",
                  "25",
                  "-proc:none",
                  "-parameters",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-d",
                  classes.toString()));
      try (Stream<Path> files = Files.walk(sources)) {
        files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(javac::add);
      }
      run("javac", javac);
      Path services = Files.createDirectories(classes.resolve("META-INF/services"));
      try (Stream<Path> files = Files.list(sources.resolve("META-INF/services"))) {
        for (Path file : files.toList()) {
          Files.copy(file, services.resolve(String.valueOf(file.getFileName())));
        }
      }
      run(
          "jar",
          List.of(
              "--create",
              "--file",
              plugin.resolve(name).toString(),
              "-C",
              classes.toString(),
              "."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String tool, List<String> arguments) {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said);
    int status =
        ToolProvider.findFirst(tool).orElseThrow().run(to, to, arguments.toArray(String[]::new));
    assertThat(status).as(said.toString()).isZero();
  }
}
