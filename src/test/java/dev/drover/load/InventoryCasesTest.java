package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Variable;
import dev.drover.report.DiagnosticText;
import dev.drover.testing.Golden;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inventories with what is read from them, and one for each mistake with the exact text that is
 * shown for it. Of a directory, all that is named {@code hosts…} is given as an inventory.
 */
class InventoryCasesTest {

  private static final Path READ = Path.of("src/test/resources/inventory");
  private static final Path ERRORS = Path.of("src/test/resources/load/errors/inventory");

  static Stream<Path> read() throws IOException {
    return entries(READ).stream().filter(Files::isDirectory);
  }

  static Stream<Path> mistakes() throws IOException {
    return entries(ERRORS).stream().filter(entry -> !entry.toString().endsWith(".out"));
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("read")
  void readsTheInventory(Path directory) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Inventory inventory = InventoryLoader.load(places(directory), diagnostics);
    String listing = listing(inventory) + DiagnosticText.of(diagnostics);
    Golden.check(directory.resolve("expected.txt"), listing.replace(directory + "/", ""));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsTheMistake(Path entry) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    List<Path> places = Files.isDirectory(entry) ? places(entry) : List.of(entry);
    InventoryLoader.load(places, diagnostics);
    String shown = DiagnosticText.of(diagnostics).replace(ERRORS + "/", "");
    assertThat(shown).isNotEmpty();
    Golden.check(Path.of(entry.toString().replaceFirst("\\.(yml|ini)$", "") + ".out"), shown);
  }

  @Test
  void everyCodeOfInventoriesHasACase() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path entry : entries(ERRORS)) {
      if (entry.toString().endsWith(".out")) {
        all.append(Files.readString(entry));
      }
    }
    assertThat(Stream.of(Code.values()).map(Code::id))
        .filteredOn(id -> id.startsWith("inventory."))
        .filteredOn(id -> !id.equals(Code.INVENTORY_MISSING_SETTING.id()))
        .allMatch(id -> all.toString().contains("[" + id + "]"));
  }

  private static List<Path> places(Path directory) throws IOException {
    return entries(directory).stream()
        .filter(entry -> String.valueOf(entry.getFileName()).startsWith("hosts"))
        .toList();
  }

  private static String listing(Inventory inventory) {
    StringBuilder out = new StringBuilder();
    inventory
        .groups()
        .forEach((group, hosts) ->
            out.append("group %s: %s\n".formatted(group, String.join(" ", hosts))));
    for (Host host : inventory.hosts().values()) {
      out.append("\nhost %s: %s\n".formatted(host.name(), String.join(" ", host.groups())));
      host.vars().values().stream()
          .sorted(java.util.Comparator.comparing(Variable::name))
          .forEach(variable ->
              out.append(
                  "  %s = %s  (%s, %s)\n"
                      .formatted(
                          variable.name(),
                          text(variable.value()),
                          variable.level(),
                          variable.value().span())));
    }
    return out.toString();
  }

  /** The node in one line, with quotes around what can only be a text. */
  private static String text(Node node) {
    return switch (node) {
      case ScalarNode scalar ->
          scalar.plain() ? scalar.text() : "\"" + scalar.text().replace("\n", "\\n") + "\"";
      case ListNode list ->
          list.items().stream()
              .map(InventoryCasesTest::text)
              .collect(Collectors.joining(", ", "[", "]"));
      case MapNode map ->
          map.entries().stream()
              .map(entry -> Map.entry(entry.key().text(), text(entry.value())))
              .map(entry -> entry.getKey() + ": " + entry.getValue())
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }
}
