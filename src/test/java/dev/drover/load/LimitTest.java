package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.report.DiagnosticText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {

  @TempDir private Path directory;

  private final Diagnostics diagnostics = new Diagnostics();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("hosts"), "[web]\nweb[1:4]\n[db]\ndb[1:2]\n");
    Files.writeString(directory.resolve("site.retry"), "# failed\nweb3\n\n db1 \n");
    Files.writeString(directory.resolve("wrong"), "web1\nweb9\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          web ; web1 web2 web3 web4
          web:!web2 ; web1 web3 web4
          ~(web|db)[1]{1,2},web4 ; web1 web4 db1
          @site.retry ; web3 db1
          @site.retry,!db ; web3
          db,@site.retry ; web3 db1 db2
          localhost ; localhost
          """)
  void leavesThese(String limit, String hosts) {
    assertThat(select(limit)).containsExactly(hosts.split(" "));
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void tellsTheLineOfAFileThatIsWrong() {
    assertThat(select("@wrong")).isEmpty();
    assertThat(DiagnosticText.of(diagnostics).replace(directory + "/", ""))
        .isEqualTo(
            """
            wrong:2:1: error: `web9` is neither a group nor a host of the inventory [hosts.unknown]
                2 | web9
                  | ^~~~
                  = hint: did you mean `web`?
            """);
  }

  @Test
  void tellsWhatIsWrongOnTheCommandLine() {
    assertThat(select("web1,wbe2")).isEmpty();
    assertThat(DiagnosticText.of(diagnostics))
        .isEqualTo(
            """
            --limit:1:6: error: `wbe2` is neither a group nor a host of the inventory [hosts.unknown]
                1 | web1,wbe2
                  |      ^~~~
                  = hint: did you mean `web2`?
            """);
  }

  @Test
  void tellsThatThereIsNoSuchFile() {
    assertThat(select("@gone")).isEmpty();
    assertThat(DiagnosticText.of(diagnostics)).contains("there is no file");
  }

  private List<String> select(String limit) {
    Inventory inventory =
        InventoryLoader.load(List.of(directory.resolve("hosts")), new Diagnostics());
    return Limit.select(limit, directory, inventory, diagnostics).stream().map(Host::name).toList();
  }
}
