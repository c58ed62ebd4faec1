package dev.drover.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.yaml.Node.Entry;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "{\"a\": 1.10, \"b\": [true, null, \"x\"]}§{'a'@1:2+3=1.10@1:7+4,"
            + "'b'@1:13+3=[true@1:19+1,null@1:25+1,'x'@1:31+3]@1:18+1}@1:1+1",
        "12345678901234567890123§12345678901234567890123@1:1+23",
        "\"\\u00e4\\n\"§'ä|'@1:1+4",
        "{\"a\": 1, \"a\": 2}§!1:10 yaml.duplicate-key",
        "{a: 1}§!1:2 yaml.syntax",
        "{} {}§!1:4 yaml.syntax",
        "{\"a\": }§!1:7 yaml.syntax",
      })
  void readsValuesWithTheirPlaces(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"''", "'   '"})
  void refusesNothing(String text) {
    assertThat(read(text)).isEqualTo("!1:1 yaml.syntax");
  }

  @org.junit.jupiter.api.Test
  void refusesWhatIsTooDeep() {
    assertThat(read("[".repeat(60) + "]".repeat(60))).isEqualTo("!1:52 yaml.limit");
    assertThat(read("[" + "9".repeat(10_000) + "]")).isEqualTo("!1:10002 yaml.limit");
  }

  private static String read(String text) {
    Diagnostics diagnostics = new Diagnostics();
    return JsonReader.read(new Source("f", text), diagnostics)
        .map(JsonReaderTest::shown)
        .orElseGet(() ->
            diagnostics.sorted().stream()
                .map(found ->
                    "!%d:%d %s".formatted(found.span().line(), found.span().column(), found.code()))
                .collect(Collectors.joining("; ")));
  }

  private static String shown(Node node) {
    String value =
        switch (node) {
          case ScalarNode scalar ->
              scalar.plain() ? scalar.text() : "'" + scalar.text().replace('\n', '|') + "'";
          case ListNode list ->
              list.items().stream()
                  .map(JsonReaderTest::shown)
                  .collect(Collectors.joining(",", "[", "]"));
          case MapNode map ->
              map.entries().stream()
                  .map(JsonReaderTest::entry)
                  .collect(Collectors.joining(",", "{", "}"));
        };
    return "%s@%d:%d+%d"
        .formatted(value, node.span().line(), node.span().column(), node.span().length());
  }

  private static String entry(Entry entry) {
    return shown(entry.key()) + "=" + shown(entry.value());
  }
}
