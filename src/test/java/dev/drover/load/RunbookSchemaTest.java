package dev.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SpecificationVersion;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.JsonSchemas;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema takes what the loader takes, and refuses what can be seen to be wrong. */
class RunbookSchemaTest {

  private static final Map<String, Object> DATA = RunbookSchema.of(BuiltIn.kinds());
  private static final JsonMapper JSON = new JsonMapper();
  private static final Schema SCHEMA =
      JsonSchemas.read(JSON.writeValueAsString(DATA), SpecificationVersion.DRAFT_2020_12);
  private static final Path ERRORS = Path.of("src/test/resources/load/errors");

  /** Mistakes that a schema can see: shapes and keys. */
  private static final List<String> STRUCTURAL =
      List.of(
          "args.missing-field",
          "args.unknown-field",
          "runbook.language",
          "runbook.missing-key",
          "runbook.unknown-key",
          "runbook.unknown-kind",
          "runbook.wrong-type");

  /**
   * Cases of theirs whose mistake lies in another file, or in what a value means, with the reason.
   */
  private static final Map<String, String> UNSEEN =
      Map.of(
          "file-of-tasks-of-the-wrong-shape.yml", "the mistake is in the included file",
          "mistakes-in-included-files.yml", "the mistakes are in the included files",
          "template-in-the-policy.yml", "a template may stand in most records");

  static List<Path> right() throws IOException {
    List<Path> files = new ArrayList<>(files(Path.of("runbooks")));
    files.addAll(files(Path.of("src/test/resources/load/ok")));
    return files.stream().filter(file -> !plain(file).contains("vault:")).toList();
  }

  static List<Path> wrong() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String code : STRUCTURAL) {
      files.addAll(files(ERRORS.resolve(code)));
    }
    return files.stream()
        .filter(file -> !UNSEEN.containsKey(String.valueOf(file.getFileName())))
        .toList();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("right")
  void takesWhatIsRight(Path file) {
    assertThat(JsonSchemas.mistakes(SCHEMA, data(plain(file)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWhatCanBeSeenToBeWrong(Path file) {
    assertThat(JsonSchemas.mistakes(SCHEMA, data(plain(file)))).isNotEmpty();
  }

  @Test
  void takesTheExamplesOfTheReference() throws IOException {
    Pattern fence = Pattern.compile("(?s)```yaml\n(- .*?)```");
    List<String> examples = new ArrayList<>();
    try (Stream<Path> pages = Files.list(Path.of("docs/tasks"))) {
      pages.forEach(page ->
          fence.matcher(plain(page)).results().forEach(found -> examples.add(found.group(1))));
    }
    assertThat(examples).hasSizeGreaterThan(15);
    for (String example : examples) {
      String runbook =
          "runbook: r\nlanguage: 1\nversion: 1\nplays:\n- hosts: all\n  tasks:\n"
              + example.indent(4);
      assertThat(JsonSchemas.mistakes(SCHEMA, data(runbook))).as(example).isEmpty();
    }
  }

  /** The schema of schemas judges it: a misspelt keyword would say nothing at all. */
  @Test
  void isASchema() {
    String meta =
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"$ref\":"
            + " \"https://json-schema.org/draft/2020-12/schema\"}";
    assertThat(
            JsonSchemas.mistakes(JsonSchemas.read(meta, SpecificationVersion.DRAFT_2020_12), DATA))
        .isEmpty();
  }

  /** What the readers answer to a key that nobody can mean: all keys that they know. */
  @Test
  void hasTheKeysThatTheReadersKnow() {
    String odd = "xxxxxxxxxxxxxxxxxxxxxxxx: 1";
    String play = "  - hosts: all\n    tasks:\n      - pause: 1s\n";
    assertThat(keys("")).isEqualTo(known(odd + "\nplays:\n" + play, "a runbook"));
    assertThat(keys("/properties/plays/items"))
        .isEqualTo(known("plays:\n" + play + "    " + odd, "a play"));
    String tasks = "plays:\n  - hosts: all\n    tasks:\n";
    assertThat(without(keys("/$defs/group"), "listen"))
        .isEqualTo(known(tasks + "      - block: [pause: 1s]\n        " + odd, "a group of tasks"));
    assertThat(keys("/$defs/include"))
        .isEqualTo(known(tasks + "      - include: x\n        " + odd, "an include"));
    assertThat(keys("/$defs/flush"))
        .isEqualTo(known(tasks + "      - flush_handlers:\n        " + odd, "`flush_handlers`"));
  }

  @Test
  void hasTheKeywordsAtEachPlace() {
    assertThat(keys("/properties/plays/items")).isEqualTo(words(Keyword.On.PLAY));
    assertThat(keys("/$defs/group")).isEqualTo(words(Keyword.On.GROUP));
    assertThat(keys("/$defs/include")).isEqualTo(words(Keyword.On.INCLUDE));
    assertThat(keys("/$defs/flush")).isEqualTo(words(Keyword.On.FLUSH));
    Set<String> task = new TreeSet<>(words(Keyword.On.TASK));
    task.addAll(BuiltIn.kinds().names());
    assertThat(keys("/$defs/single")).isEqualTo(List.copyOf(task));
  }

  private static List<String> words(Keyword.On place) {
    return List.copyOf(Keyword.wordsOn(place));
  }

  private static List<String> without(List<String> keys, String key) {
    return keys.stream().filter(one -> !one.equals(key)).toList();
  }

  private static List<String> keys(String pointer) {
    JsonNode properties = JSON.<JsonNode>valueToTree(DATA).at(pointer + "/properties");
    return properties.propertyNames().stream().sorted().toList();
  }

  private static List<String> known(String rest, String what) {
    Diagnostics diagnostics = new Diagnostics();
    RunbookLoader.load(
        new Source("r.yml", "runbook: r\nlanguage: 1\nversion: 1\n" + rest),
        BuiltIn.kinds(),
        diagnostics);
    return diagnostics.sorted().stream()
        .filter(one -> one.message().startsWith(what + " has no key"))
        .flatMap(one -> one.hint().stream())
        .map(hint -> List.of(hint.replaceFirst("its keys: ", "").split(", ")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(diagnostics.sorted().toString()));
  }

  private static String plain(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A text as an editor reads it: by the core schema of YAML 1.2. */
  private static @Nullable Object data(String text) {
    Optional<Node> node = YamlReader.read(new Source("r.yml", text), new Diagnostics());
    return data(node.orElseThrow());
  }

  private static @Nullable Object data(Node node) {
    return switch (node) {
      case MapNode map -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.entries().forEach(entry -> fields.put(entry.key().text(), data(entry.value())));
        yield fields;
      }
      case ListNode list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(data(item)));
        yield items;
      }
      case ScalarNode scalar -> scalar.plain() ? literal(scalar.text()) : scalar.text();
    };
  }

  private static @Nullable Object literal(String text) {
    if (text.matches("|~|null|Null|NULL")) {
      return null;
    }
    if (text.matches("true|True|TRUE|false|False|FALSE")) {
      return Boolean.valueOf(text);
    }
    if (text.matches("[-+]?[0-9]{1,18}")) {
      return Long.valueOf(text);
    }
    return text.matches("[-+]?[0-9]*\\.[0-9]+") ? (Object) Double.valueOf(text) : text;
  }
}
