package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.drover.cli.HostileSite.Part;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input that is made to take all memory or time there is. Each is either read or told as a mistake
 * at a place, before anybody would think that the tool hangs.
 */
class LargeInputTest {

  /** A guard against hanging, not a measurement: a slow machine takes a tenth of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String RUNBOOK =
      """
      runbook: site
      language: 1
      version: 1.0.0
      plays:
        - name: Work
          hosts: all
          tasks:
            - pause: 1s
      """;

  private static final Map<String, String> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put("aliases of aliases", laughs());
    TEXTS.put("many aliases", "a: &a [x, y]\nb: [" + "*a, ".repeat(40_000) + "*a]\n");
    TEXTS.put("many merges", "a: &a {x: y}\n" + lines(20_000, i -> "b" + i + ": {<<: *a}"));
    TEXTS.put("many anchors", lines(50_000, i -> "k" + i + ": &a" + i + " v"));
    TEXTS.put("brackets", "a: " + "[".repeat(200_000));
    TEXTS.put("braces", "a: " + "{a: ".repeat(100_000));
    TEXTS.put("dashes", "- ".repeat(100_000) + "x\n");
    TEXTS.put("question marks", "? ".repeat(50_000) + "x\n");
    TEXTS.put("stairs", lines(2_000, i -> " ".repeat(i) + "k:"));
    TEXTS.put("one long line", "a: " + "x".repeat(2_500_000) + "\n");
    TEXTS.put("one long word", "x".repeat(2_500_000));
    TEXTS.put("one long name", "x".repeat(1_000_000) + ": {hosts: {y: {}}}\n");
    TEXTS.put("one long host", "[web]\n" + "x".repeat(1_000_000) + " a=b\n");
    TEXTS.put("a host of colons", "[web]\n" + ":".repeat(30_000) + "\n");
    TEXTS.put("a host of brackets", "[web]\n" + "[".repeat(500_000) + "\n");
    TEXTS.put("a host of ranges", "[web]\nh" + "[1:9]".repeat(200) + "\n");
    TEXTS.put("a range of billions", "[web]\nh[1:99999999999]\nh[000001:999999]\n");
    TEXTS.put("many lines", lines(50_000, i -> "k" + i + ": v"));
    TEXTS.put("one key many times", "k: v\n".repeat(100_000));
    TEXTS.put("many wrong lines", lines(100_000, i -> "$(x" + i + ") -oProxyCommand=y"));
    TEXTS.put("many sections", lines(3_000, i -> "[g" + i + "]\nh" + i));
    TEXTS.put("many unknown sections", lines(50_000, i -> "[g" + i + ":hsts]"));
    TEXTS.put("many wrong groups", lines(30_000, i -> "$g" + i + ": {hosts: {-h: {}}}"));
    TEXTS.put("deep groups", lines(20_000, i -> "[g" + i + ":children]\ng" + (i + 1)));
    TEXTS.put("a python literal", "[web]\nh a=\"" + "[".repeat(500_000) + "\"\n");
    TEXTS.put("a python map", "[web:vars]\na={" + map(20_000) + "}\n");
    TEXTS.put("quotes", "[web]\nh a='" + "\\'".repeat(500_000) + "\n");
    TEXTS.put("a template", site("{{ ".repeat(200_000)));
    TEXTS.put("sections", site("{{#level}} ".repeat(5_000) + "{{/level}} ".repeat(5_000)));
    TEXTS.put("tags", site("{{level}} ".repeat(20_000)));
    TEXTS.put("undefined tags", site(text(20_000, i -> "{{no" + i + "}} ")));
    TEXTS.put("a condition", condition("(".repeat(100_000) + "true" + ")".repeat(100_000)));
    TEXTS.put("a condition of many", condition("true && ".repeat(50_000) + "true"));
    TEXTS.put("nots", condition("!".repeat(100_000) + "true"));
    TEXTS.put("a shell text", shell("$(".repeat(100_000)));
    TEXTS.put("quoted shell text", shell("'\\\"`$((".repeat(50_000) + "{{colour}}"));
    TEXTS.put("a number", "a: " + "9".repeat(1_000_000) + "\n");
    TEXTS.put("many tasks", RUNBOOK + "      - nonsense: {}\n".repeat(20_000));
    TEXTS.put("many good tasks", RUNBOOK + "      - pause: 1s\n".repeat(2_000));
    TEXTS.put("many patterns", RUNBOOK.replace("hosts: all", "hosts: " + "all:&".repeat(50_000)));
    TEXTS.put("a regex", RUNBOOK.replace("hosts: all", "hosts: ~(a+)+" + "x".repeat(900)));
    TEXTS.put("nested blocks", blocks(2_000));
    TEXTS.put("a vault", "$ANSIBLE_VAULT;1.1;AES256\n" + ("3".repeat(80) + "\n").repeat(100_000));
    TEXTS.put("a vault id", "$ANSIBLE_VAULT;1.2;AES256;" + "i".repeat(1_000_000) + "\n30\n");
    TEXTS.put("many vaults", vaults(2_000));
  }

  @TempDir Path directory;

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String text(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  private static String map(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> "'k" + i + "': " + i)
        .collect(Collectors.joining(", "));
  }

  private static String laughs() {
    StringBuilder out = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      out.append(
          "a%d: &a%d [%s, %s, %s, %s, %s, %s, %s, %s]\n"
              .formatted(i, i, alias, alias, alias, alias, alias, alias, alias, alias));
    }
    return out.toString();
  }

  private static String site(String template) {
    return RUNBOOK + "      - command: [echo, \"" + template + "\"]\n";
  }

  private static String condition(String text) {
    return RUNBOOK + "        when: \"" + text + "\"\n";
  }

  private static String shell(String text) {
    return RUNBOOK + "      - shell: |\n          " + text + "\n";
  }

  private static String blocks(int depth) {
    StringBuilder out = new StringBuilder(RUNBOOK);
    for (int i = 0; i < depth; i++) {
      out.append("      ").append(" ".repeat(i * 4)).append("- block:\n");
    }
    return out.append("      ").append(" ".repeat(depth * 4)).append("- pause: 1s\n").toString();
  }

  private static String vaults(int count) {
    return lines(
        count, i -> "k" + i + ": !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  " + "3".repeat(80));
  }

  static Stream<Arguments> everywhere() {
    return TEXTS.keySet().stream()
        .flatMap(name -> readers(name).map(part -> Arguments.of(name, part)));
  }

  /** What is a runbook goes there; all else goes to each reader. */
  private static Stream<Part> readers(String name) {
    return TEXTS.getOrDefault(name, "").startsWith("runbook:")
        ? Stream.of(Part.RUNBOOK)
        : Stream.of(
            Part.RUNBOOK, Part.TASKS, Part.INI, Part.YAML, Part.GROUP_VARS, Part.PARAMETERS);
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void isReadOrRefused(String name, Part part) {
    HostileSite site =
        new HostileSite(directory).put(part, TEXTS.getOrDefault(name, "").getBytes(UTF_8));
    String told = assertTimeoutPreemptively(PATIENCE, site::told);
    assertThat(told.length()).isLessThan(1_000_000);
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aHugeFileIsRefused(Part part) throws IOException {
    HostileSite site = new HostileSite(directory);
    try (RandomAccessFile file = new RandomAccessFile(part.in(directory).toFile(), "rw")) {
      file.setLength(100L * 1024 * 1024);
    }
    String told = assertTimeoutPreemptively(PATIENCE, site::told);
    assertThat(told).contains("is larger than a file written by hand [yaml.limit]");
  }

  static Stream<Part> parts() {
    return Arrays.stream(Part.values());
  }
}
