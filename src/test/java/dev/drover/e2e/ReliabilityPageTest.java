package dev.drover.e2e;

import dev.drover.testing.FaultMatrix;
import dev.drover.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of faults in the docs says what the tests have found. */
class ReliabilityPageTest {

  private static final Path PAGE = Path.of("docs/reliability.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(?<=<!-- table -->\n).*(?=<!-- end of table -->)");

  @Test
  void theTableSaysWhatTheTestsHaveFound() throws Exception {
    String page = Files.readString(PAGE);
    Golden.check(PAGE, TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table())));
  }

  private static String table() throws IOException {
    String head =
        """

        | what goes wrong | where | in CI | in all | how it ends | test |
        |---|---|---|---|---|---|
        """;
    String rows =
        FaultMatrix.rows().stream()
            .map(row ->
                "| %s | %s | %s | %d | %s | `%s` |\n"
                    .formatted(
                        row.fault(),
                        row.where(),
                        row.bounded() == 0 ? "–" : String.valueOf(row.bounded()),
                        row.all(),
                        row.ends().words(),
                        row.test()))
            .collect(Collectors.joining());
    return head
        + rows
        + "| **all** | | **%d** | **%d** | | |\n\n"
            .formatted(
                FaultMatrix.rows().stream().mapToInt(FaultMatrix.Row::bounded).sum(),
                FaultMatrix.rows().stream().mapToInt(FaultMatrix.Row::all).sum());
  }
}
