package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Letters;
import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.report.Style;
import dev.drover.task.Bracket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands in a journal, an inventory or a runbook, and whatever a host prints: what the
 * tool prints of it neither steers the terminal nor looks like words of the tool in its colours.
 */
class HostileTextOnTerminalTest {

  private static final String TEXT =
      "SAID\u001b[2J\u001b]0;owned\u0007\u001b[31;1mFAKE\u001b[0m\r\b\u007f\u009b31m\u0085\u2028\u202e\u2066\u200b\ufeffFAKE";

  private static final Instant AT = Instant.parse("2026-11-21T03:00:00Z");
  private static final Pattern OWN = Pattern.compile("\u001b\\[[0-9;]+m");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show",
        "show --steps",
        "show --json",
        "show --follow",
        "show --follow --json",
        "status",
        "status --json",
        "report --format html",
        "report --format markdown",
        "report --format junit",
        "report --format json",
        "recover",
        "resume --no-input",
        "skip --reason x work/say[h1]",
        "stop"
      })
  void ofARun(String words) throws Exception {
    Path run = Files.createDirectory(directory.resolve("20261121-030000"));
    try (Journal journal = Journal.create(run.resolve("journal"))) {
      for (Entry entry : entries()) {
        journal.append(entry);
      }
    }
    List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
    int step = arguments.indexOf("work/say[h1]");
    arguments.add(step < 0 ? arguments.size() : step, run.toString());
    assertThat(said(arguments.toArray(String[]::new))).isNotBlank();
  }

  /** One of each kind, with the text wherever there is one. */
  private static List<Entry> entries() {
    return Arrays.stream(Entry.class.getPermittedSubclasses())
        .map(kind -> (Entry) hostile(kind))
        .sorted(Comparator.comparingInt(entry -> entry instanceof Entry.RunBegan ? 0 : 1))
        .toList();
  }

  private static Object hostile(Class<?> type) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(
          Arrays.stream(components).map(HostileTextOnTerminalTest::value).toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.toString(), e);
    }
  }

  private static Object value(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class) {
      return switch (component.getName()) {
        case "run" -> "20261121-030000";
        case "plan" -> "";
        case "step" -> "work/say[h1]";
        default -> TEXT;
      };
    }
    return type == Instant.class
        ? AT
        : type == int.class
            ? 1
            : type == long.class
                ? 1L
                : type == boolean.class
                    ? true
                    : type == List.class
                        ? List.of(TEXT)
                        : type == Map.class
                            ? Map.of(TEXT, TEXT)
                            : type == Bracket.class
                                ? new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, TEXT)
                                : type.isEnum()
                                    ? type.getEnumConstants()[type.getEnumConstants().length - 1]
                                    : hostile(type);
  }

  @Test
  void ofAnInventory() throws Exception {
    Path inventory = directory.resolve("hosts.json");
    Files.writeString(
        inventory,
        Terminal.asJson(
            Map.of(
                "all",
                Map.of(
                    "vars",
                    Map.of("colour", TEXT),
                    "hosts",
                    Map.of("h1", Map.of("ansible_host", "127.0.0.1", "shape", TEXT))))));
    Path runbook =
        Files.writeString(
            directory.resolve("runbook.yml"),
            """
            runbook: shown
            language: 1
            version: 1.0.0
            plays:
              - name: "{{colour}}"
                hosts: all
                tasks:
                  - name: "{{shape}}"
                    command: [echo, "{{colour}}"]
                    environment: {SHAPE: "{{shape}}"}
            """);
    String hosts = inventory.toString();
    for (List<String> words :
        List.of(
            List.of("inventory", "list", "-i", hosts),
            List.of("inventory", "list", "--format", "json", "-i", hosts),
            List.of("inventory", "graph", "-i", hosts),
            List.of("inventory", "host", "h1", "-i", hosts),
            List.of("explain", "colour", "--host", "h1", "-i", hosts),
            List.of("explain", TEXT, "--host", "h1", "-i", hosts),
            List.of("validate", runbook.toString(), "-i", hosts, "-e", "x=" + TEXT),
            List.of("plan", "--offline", runbook.toString(), "-i", hosts),
            List.of("plan", "--offline", "--json", runbook.toString(), "-i", hosts),
            List.of("plan", "--offline", "--format", "markdown", runbook.toString(), "-i", hosts),
            List.of("graph", runbook.toString(), "-i", hosts),
            List.of("rehearse", runbook.toString(), "-i", hosts),
            List.of("lock", "show", "-i", TEXT),
            List.of("plan", TEXT, "-i", hosts),
            List.of("diff", TEXT, TEXT),
            List.of("no-" + TEXT))) {
      said(words.toArray(String[]::new));
    }
  }

  @Test
  void ofWhatAHostPrints() throws Exception {
    Path hosts =
        Files.writeString(
            directory.resolve("hosts.yml"),
            "all: {hosts: {h1: {ansible_connection: local, lock: {path: %s/lease}}}}\n"
                .formatted(directory));
    Files.writeString(directory.resolve("text"), TEXT + "\n" + TEXT);
    Path runbook =
        Files.writeString(
            directory.resolve("runbook.yml"),
            """
            runbook: printed
            language: 1
            version: 1.0.0
            plays:
              - name: Work
                hosts: all
                tasks:
                  - command: [cat, %1$s/text]
                    register: told
                  - shell: "cat %1$s/text; cat %1$s/text >&2; exit 3"
                    ignore_errors: true
                  - assert: {that: ['told.stdout == "x"'], message: "{{told.stdout}}"}
                    ignore_errors: true
                  - confirm: "{{told.stdout}}"
            """
                .formatted(directory));
    assertThat(said("run", runbook.toString(), "-i", hosts.toString())).contains("FAKE");
  }

  private String said(String... arguments) {
    String all = "";
    for (Style style : Style.values()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream both = new PrintStream(out, true, UTF_8);
      Terminal terminal =
          new Terminal(new ByteArrayInputStream(new byte[0]), both, both, style, false);
      App.run(terminal, arguments);
      String text = out.toString(UTF_8);
      assertThat(text).doesNotContain("\u001b[31;1mFAKE");
      String left = style == Style.PLAIN ? text : OWN.matcher(text).replaceAll("");
      assertThat(left.codePoints().filter(letter -> letter != '\n' && letter != '\t'))
          .as(left)
          .noneMatch(Letters::steers);
      all += left;
    }
    return all;
  }
}
