package dev.drover.cli;

import dev.drover.testing.Golden;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference pages say what the code does, for they are made from it. */
class ReferenceTest {

  @Test
  void everyExitCodeIsListed() {
    String rows =
        Arrays.stream(ExitCode.values())
            .map(code -> "| " + code.code() + " | " + code.meaning() + " |\n")
            .collect(Collectors.joining());
    Golden.check(
        Path.of("docs/exit-codes.md"),
        "# Exit codes\n\n"
            + "<!-- Generated from the code; see ReferenceTest. -->\n\n"
            + "| code | meaning |\n"
            + "|---|---|\n"
            + rows);
  }
}
