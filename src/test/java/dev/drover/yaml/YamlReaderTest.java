package dev.drover.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  /** The nodes in one line: texts in quotes if they were, places of scalars behind them. */
  private static String print(Node node) {
    return switch (node) {
      case MapNode map ->
          map.entries().stream()
              .map(entry -> entry.key().text() + ": " + print(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case ListNode list ->
          list.items().stream()
              .map(YamlReaderTest::print)
              .collect(Collectors.joining(", ", "[", "]"));
      case ScalarNode scalar ->
          (scalar.plain() ? scalar.text() : "'" + scalar.text() + "'")
              + scalar.tag()
              + "@"
              + scalar.span().line()
              + ":"
              + scalar.span().column()
              + "+"
              + scalar.span().length();
    };
  }

  private static String read(String text) {
    Diagnostics diagnostics = new Diagnostics();
    var node = YamlReader.read(new Source("f.yml", text), diagnostics);
    return node.filter(_ -> !diagnostics.hasErrors())
        .map(YamlReaderTest::print)
        .orElseGet(() ->
            diagnostics.sorted().stream()
                .map(d -> d.span().line() + ":" + d.span().column() + " " + d.code())
                .collect(Collectors.joining("; ", "!", "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "a: 7.10§{a: 7.10@1:4+4}",
        "a: '7.10'§{a: '7.10'@1:4+6}",
        "a: !!str 12§{a: '12'@1:4+8}",
        "a: !unsafe '{{x}}'§{a: '{{x}}'!unsafe@1:4+15}",
        "[0755, 12:30, yes, 1_000, 2026-01-02]§[0755@1:2+4, 12:30@1:8+5, yes@1:15+3, 1_000@1:20+5,"
            + " 2026-01-02@1:27+10]",
        "{a: &x {b: 1}, c: *x}§{a: {b: 1@1:12+1}, c: {b: 1@1:12+1}}",
        "{a: &x {b: 1, c: 2}, d: {<<: *x, c: 3}}§{a: {b: 1@1:12+1, c: 2@1:18+1}, d: {c: 3@1:37+1,"
            + " b: 1@1:12+1}}",
        "{a: &x {b: 1}, d: {<<: [*x, {b: 2, e: 5}]}}§{a: {b: 1@1:12+1}, d: {b: 1@1:12+1, e:"
            + " 5@1:39+1}}",
        "{a: '<<', '<<': b}§{a: '<<'@1:5+4, <<: b@1:17+1}",
      })
  void keepsTextsAsTheyWereWritten(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only this", "---\n"})
  void anEmptyFileIsNothingAndNotWrong(String text) {
    assertThat(read(text)).isIn("!", "@1:4+1", "@2:1+1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      value = {
        "{a: 1, a: 2, b: 3, b: 4}§!1:8 yaml.duplicate-key; 1:20 yaml.duplicate-key",
        "a: &a {b: *a}§!1:11 yaml.cycle",
        "a: *b§!1:4 yaml.syntax",
        "a: {{ x }}§!1:4 yaml.unquoted-template",
        "- {{ x }}§!1:3 yaml.unquoted-template",
        "[{{ x }}]§!1:2 yaml.unquoted-template",
        "a: {{ x }} b§!1:4 yaml.unquoted-template",
        "a: !!binary aGk=§!1:4 yaml.tag",
        "a: !!python/object:os.system x§!1:4 yaml.tag",
        "a: !x [1]§!1:4 yaml.tag",
        "{<<: 1}§!1:6 yaml.merge",
        "{<<: [1]}§!1:6 yaml.merge",
        "a: @b§!1:4 yaml.syntax",
        "a: 'b§!1:6 yaml.syntax",
      })
  void reportsEveryTrapAtItsPlace(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @Test
  void readsOneDocumentOnly() {
    assertThat(read("a: 1\n---\nb: 2\n")).isEqualTo("!2:1 yaml.syntax");
  }

  @Test
  void refusesAliasesThatStandForTooMuch() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 25; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(read(text.toString())).contains("yaml.limit");
  }

  /** Whatever bytes are in a file, the answer is nodes or diagnostics. */
  @Test
  void nothingThatIsWrittenMakesItFail() {
    long seed = 42;
    RandomGenerator random = new Random(seed);
    List<String> pieces =
        List.of(
            "a", ": ", "- ", "\n", "  ", "{", "}", "[", "]", ",", "&x ", "*x", "<<: ", "!t ", "'",
            "\"", "|", ">", "? ", "#", "%", "@", "\t", "{{", "}}", "---\n", "...\n", "\u0000", "\\",
            "é", "😀", "~", "!!str ", "0x1F");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      assertThat(read(text.toString())).as("seed %d: %s", seed, text).isNotNull();
    }
  }
}
