package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Builds jars of plugins, by the tools of the JDK. */
public final class Jars {

  private Jars() {}

  /** Compiles {@code src} of a plugin and packs it. */
  public static void build(Path plugin, String name) {
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
