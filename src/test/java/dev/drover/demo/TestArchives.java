package dev.drover.demo;

import java.nio.file.Path;

/** Where tests keep archives of the server, so that each version is made once. */
public final class TestArchives {

  private TestArchives() {}

  /** The directory, in the build's output. */
  public static Path directory() {
    return Path.of("target", "test-archives").toAbsolutePath();
  }
}
