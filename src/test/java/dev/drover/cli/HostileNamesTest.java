package dev.drover.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.cli.HostileSite.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names that would be an option of ssh, a command, another directory or an order to the terminal,
 * wherever a name may stand: each is a mistake at a place, and none does anything.
 */
class HostileNamesTest {

  /** As they stand in YAML in double quotes; X is a file that none of them may make. */
  private static final List<String> NAMES =
      List.of(
          "-oProxyCommand=touch X",
          "$(touch X)",
          "`touch X`",
          "; touch X",
          "| touch X",
          "a\\nb",
          "../../x",
          "a b",
          "\\e]0;owned\\a",
          "\\e[31mred",
          "\\u202eevil",
          "\\u200bhidden",
          "\\0",
          "\\x7f",
          "a\\u2028b");

  /** Where a name may stand, with the part of the site and the text around it. */
  private static final Map<String, Map.Entry<Part, String>> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put("host", Map.entry(Part.YAML, "all: {hosts: {\"NAME\": {}}}"));
    PLACES.put("host of JSON", Map.entry(Part.JSON, "{\"web\": {\"hosts\": {\"NAME\": {}}}}"));
    PLACES.put("group", Map.entry(Part.YAML, "\"NAME\": {hosts: {two: {}}}"));
    PLACES.put("child group", Map.entry(Part.YAML, "all: {children: {\"NAME\": {}}}"));
    PLACES.put("variable", Map.entry(Part.YAML, "all: {vars: {\"NAME\": 1}}"));
    PLACES.put("address", host("ansible_host"));
    PLACES.put("port", host("ansible_port"));
    PLACES.put("user", host("ansible_user"));
    PLACES.put("arguments of ssh", host("ansible_ssh_common_args"));
    PLACES.put("connection", host("ansible_connection"));
    PLACES.put("way to become", host("ansible_become_method"));
    PLACES.put("user to become", host("ansible_become_user"));
    PLACES.put("variable of a group", Map.entry(Part.GROUP_VARS, "\"NAME\": 1"));
    PLACES.put("parameter", Map.entry(Part.PARAMETERS, "\"NAME\": 1"));
    PLACES.put("hosts of a play", Map.entry(Part.RUNBOOK, runbook("hosts: \"NAME\"", "pause: 1s")));
    PLACES.put("kind", task("\"NAME\": 1s"));
    PLACES.put("id", task("pause: 1s\n        id: \"NAME\""));
    PLACES.put("tag", task("pause: 1s\n        tags: [\"NAME\"]"));
    PLACES.put("result", task("pause: 1s\n        register: \"NAME\""));
    PLACES.put("condition", task("pause: 1s\n        when: \"NAME\""));
    PLACES.put("template", task("command: [echo, \"{{NAME}}\"]"));
    PLACES.put("file of tasks", task("include: \"NAME\""));
    PLACES.put("duration", task("pause: \"NAME\""));
  }

  @TempDir Path directory;

  private static Map.Entry<Part, String> host(String variable) {
    return Map.entry(Part.YAML, "all: {hosts: {two: {" + variable + ": \"NAME\"}}}");
  }

  private static Map.Entry<Part, String> task(String task) {
    return Map.entry(Part.RUNBOOK, runbook("hosts: all", task));
  }

  private static String runbook(String hosts, String task) {
    return """
    runbook: site
    language: 1
    version: 1.0.0
    params:
      level: {type: string, default: low}
    plays:
      - name: Work
        %s
        tasks:
          - %s
    """
        .formatted(hosts, task);
  }

  static Stream<Arguments> everywhere() {
    return PLACES.keySet().stream()
        .flatMap(place -> NAMES.stream().map(name -> Arguments.of(place, name)));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void isAMistakeAtAPlace(String place, String name) throws Exception {
    Map.Entry<Part, String> where = PLACES.getOrDefault(place, Map.entry(Part.YAML, ""));
    String hostile = name.replace("X", directory.resolve("made").toString());
    HostileSite site =
        new HostileSite(Files.createDirectory(directory.resolve("site")))
            .put(where.getKey(), where.getValue().replace("NAME", hostile).getBytes(UTF_8));

    String told = site.told();

    // A variable that no template can name is a warning only, as it does no harm.
    assertThat(told)
        .contains(place.equals("variable of a group") ? ": warning: " : ": error: ")
        .contains(where.getKey().in(site.directory()) + ":");
    assertThat(directory.resolve("made")).doesNotExist();
  }

  static Stream<Arguments> bytes() {
    Map<String, byte[]> texts = new LinkedHashMap<>();
    texts.put("no UTF-8", "a: \u00e9\n".getBytes(ISO_8859_1));
    texts.put("UTF-16", "a: 1\n".getBytes(java.nio.charset.StandardCharsets.UTF_16));
    texts.put("NUL", "a: \0\n".getBytes(UTF_8));
    texts.put("escape", "a: \u001b[2J\n".getBytes(UTF_8));
    texts.put("tab", "a:\n\tb: 1\n".getBytes(UTF_8));
    texts.put("half a letter", new byte[] {'a', ':', ' ', (byte) 0xc3});
    texts.put("two of a key", "a: 1\na: 2\n".getBytes(UTF_8));
    texts.put("two documents", "a: 1\n---\na: 2\n".getBytes(UTF_8));
    texts.put("a class", "a: !!javax.script.ScriptEngineManager [x]\n".getBytes(UTF_8));
    texts.put("python", "a: !!python/object/apply:os.system [id]\n".getBytes(UTF_8));
    return texts.entrySet().stream()
        .flatMap(text ->
            Stream.of(Part.RUNBOOK, Part.TASKS, Part.YAML, Part.GROUP_VARS, Part.PARAMETERS)
                .map(part -> Arguments.of(text.getKey(), part, text.getValue())));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("bytes")
  void oddBytesAreAMistakeAtAPlace(String name, Part part, byte[] content) {
    HostileSite site = new HostileSite(directory).put(part, content);
    assertThat(site.told()).contains(part.in(directory) + ":").contains(": error: ");
  }

  @ParameterizedTest
  @MethodSource("parts")
  void lineEndsOfWindowsAndAMarkAtTheStartAreRead(Part part) throws Exception {
    HostileSite site = new HostileSite(directory);
    String text = Files.readString(part.in(directory));
    site.put(part, ("\ufeff" + text.replace("\n", "\r\n")).getBytes(UTF_8));
    assertThat(site.told()).isEmpty();
  }

  static Stream<Part> parts() {
    return Arrays.stream(Part.values());
  }
}
