package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.report.DiagnosticText;
import dev.drover.yaml.Node.ScalarNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryLoaderTest {

  private final Diagnostics diagnostics = new Diagnostics();

  @TempDir private Path directory;

  @Test
  void tellsWhichFileIsMissingAndWhichIsNear() throws IOException {
    write("inventory.yml", "all: {hosts: {h: }}");
    Inventory inventory =
        InventoryLoader.load(List.of(directory.resolve("inventry.yml")), diagnostics);
    assertThat(inventory.hosts()).isEmpty();
    assertThat(shown())
        .isEqualTo(
            """
            inventry.yml:1:1: error: there is no inventory `inventry.yml` [file.missing]
                  = hint: did you mean `inventory.yml`?
            """);
  }

  @Test
  void tellsThatADirectoryHasNoInventory() throws IOException {
    write("README.md", "nothing");
    InventoryLoader.load(List.of(directory), diagnostics);
    assertThat(DiagnosticText.of(diagnostics))
        .contains("can't be read as an inventory: no file in it is an inventory");
  }

  @Test
  void tellsThatAFileIsNoText() throws IOException {
    Files.write(
        directory.resolve("hosts"), "[web]\nw\u00e4b".getBytes(StandardCharsets.ISO_8859_1));
    InventoryLoader.load(List.of(directory.resolve("hosts")), diagnostics);
    assertThat(shown()).contains("is not a text in UTF-8").contains("[file.encoding]");
  }

  @Test
  void tellsThatAControlCharacterStandsInALine() throws IOException {
    load("hosts", "[web]\nweb1 x=\0\n");
    assertThat(shown()).contains("hosts:2:1: error: a control character stands in this line");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hosts | web:\\n  hosts: {w1: }
          hosts | # a comment\\n---\\nweb: {hosts: {w1: }}
          hosts | {"web": {"hosts": {"w1": {}}}}
          hosts.json | {"web": {"hosts": {"w1": {}}}}
          hosts.yaml | web: {hosts: {w1: }}
          hosts | [web]\\nw1
          hosts.ini | ; {\\n[web]\\r\\nw1\\r\\n
          hosts.prod | w1 x=1\\n[web]\\nw1
          """)
  void knowsTheFormOfAFile(String name, String text) throws IOException {
    Inventory inventory = load(name, text.replace("\\n", "\n").replace("\\r", "\r"));
    assertThat(shown()).isEmpty();
    assertThat(inventory.groups().get("web")).containsExactly("w1");
  }

  @Test
  void keepsTheLastOfSeveralPlacesWithTheSameVariables() throws IOException {
    Path one = Files.createDirectory(directory.resolve("one"));
    Path two = Files.createDirectory(directory.resolve("two"));
    write("one/hosts", "[web]\nw1 x=1");
    write("two/hosts", "[web]\nw1 x=2");
    assertThat(x(List.of(one, two))).isEqualTo("2");
    assertThat(x(List.of(two, one))).isEqualTo("1");
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void survivesGroupsThatAreNestedWithoutEnd() throws IOException {
    StringBuilder chain = new StringBuilder("[g0]\nh\n");
    for (int i = 1; i < 5_000; i++) {
      chain.append("[g%d:children]\ng%d\n".formatted(i, i - 1));
    }
    load("hosts", chain.toString());
    assertThat(shown()).contains("groups are nested more than 100 levels deep");
  }

  @Test
  void refusesMoreHostsThanThereAre() throws IOException {
    load("hosts", "a[1:90000]\nb[1:90000]\nc[1:90000]\nd[1:90000]\n");
    assertThat(shown()).contains("hosts:3:1: error: the inventory has more than 200000 hosts");
  }

  @Test
  void readsTenThousandHostsInEitherForm() throws IOException {
    StringBuilder ini = new StringBuilder("[web]\nweb[00001:05000] x=1 y=2\n[db]\n");
    StringBuilder yaml = new StringBuilder("web:\n  vars: {z: 1}\n  hosts:\n");
    for (int i = 1; i <= 5_000; i++) {
      ini.append("db%d rack=r%d x=2\n".formatted(i, i % 7));
      yaml.append("    y%d:\n      rack: r%d\n      x: 3\n".formatted(i, i % 7));
    }
    write("many/hosts", ini.toString());
    write("many/more.yml", yaml.toString());
    Inventory inventory = InventoryLoader.load(List.of(directory.resolve("many")), diagnostics);
    assertThat(shown()).isEmpty();
    assertThat(inventory.hosts()).hasSize(15_000);
    assertThat(inventory.groups().get("web")).hasSize(10_000).startsWith("web00001");
    assertThat(inventory.host("y5000").orElseThrow().vars().keySet())
        .containsExactlyInAnyOrder("z", "rack", "x");
  }

  @Test
  void findsNothingWrongWithTheInventoriesThatShip() throws IOException {
    try (Stream<Path> shipped = Files.list(Path.of("inventories"))) {
      for (Path inventory : shipped.filter(Files::isDirectory).sorted().toList()) {
        assertThat(InventoryLoader.load(List.of(inventory), diagnostics).group("bitbucket"))
            .as(inventory.toString())
            .isNotEmpty();
      }
    }
    assertThat(shown()).isEmpty();
  }

  private String x(List<Path> places) {
    Host host = InventoryLoader.load(places, diagnostics).host("w1").orElseThrow();
    return host.vars().values().stream()
        .map(variable -> ((ScalarNode) variable.value()).text())
        .findFirst()
        .orElseThrow();
  }

  private Inventory load(String name, String text) throws IOException {
    write(name, text);
    return InventoryLoader.load(List.of(directory.resolve(name)), diagnostics);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String shown() {
    return DiagnosticText.of(diagnostics).replace(directory + "/", "");
  }
}
