package dev.zdu;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What a test needs of the machine: there, or a visible skip, or — where demanded — a failure. */
public final class Requirement {

  private Requirement() {}

  /** Ends the test here: skipped with the reason, or failed where everything real is demanded. */
  public static AssertionError missing(String reason) {
    if ("1".equals(System.getenv("DROVER_REQUIRE_REAL"))) {
      return fail(reason + ", and DROVER_REQUIRE_REAL=1 demands it");
    }
    return abort(reason);
  }

  /** The program of this name on the path; without it the test ends. */
  public static Path program(String name) {
    Optional<Path> found =
        Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    return found.orElseThrow(() -> missing("The program " + name + " is not installed"));
  }
}
