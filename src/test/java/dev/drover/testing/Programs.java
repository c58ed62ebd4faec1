package dev.drover.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The real programs that tests find on this machine. */
public final class Programs {

  private static final Map<String, String> ENVIRONMENT = new ProcessBuilder().environment();

  private Programs() {}

  /** Where a program is; daemons are often not on a user's search path, so sbin counts too. */
  public static Optional<Path> find(String name) {
    String path = ENVIRONMENT.getOrDefault("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** True where a skipped test is a failure. */
  public static boolean required() {
    return "1".equals(ENVIRONMENT.get("DROVER_REQUIRE_REAL"));
  }

  /** True if this test runs as root. */
  public static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }
}
