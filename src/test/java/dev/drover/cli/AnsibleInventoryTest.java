package dev.drover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import dev.drover.testing.RealComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every inventory among the fixtures and those that ship, as {@code ansible-inventory} reads it and
 * as Drover does: the same hosts, groups and variables, save the differences in {@code
 * differences.txt}. Each of them is explained in docs/coming-from-ansible.md, and has one of these
 * forms:
 *
 * <ul>
 *   <li>text kept: Ansible has a number, a truth value or a date where Drover has what is written
 *   <li>truth: Ansible has the text {@code true} of an INI file where Drover has a truth value
 *   <li>unsafe: Ansible marks a text tagged {@code !unsafe}, Drover shows the text alone
 *   <li>hidden: Drover does not show a secret
 * </ul>
 *
 * <p>With {@code -Dinventories=DIR} it reads every directory below DIR instead, for inventories
 * that are no part of this project: in each the files named {@code hosts…}, or else the whole
 * directory. Their differences must have one of these forms too, and are otherwise not compared.
 */
@RealComponent("ansible-inventory")
class AnsibleInventoryTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path directory;

  /** Where inventories of others are; empty if those of this project are read. */
  private static final String OTHERS = System.getProperty("inventories", "");

  static Stream<Path> fixtures() throws IOException {
    if (!OTHERS.isEmpty()) {
      try (Stream<Path> entries = Files.list(Path.of(OTHERS))) {
        return entries.filter(Files::isDirectory).sorted().toList().stream();
      }
    }
    List<Path> all = new ArrayList<>();
    for (String parent :
        List.of("src/test/resources/inventories", "src/test/resources/inventory", "inventories")) {
      try (Stream<Path> entries = Files.list(Path.of(parent))) {
        entries.filter(Files::isDirectory).sorted().forEach(all::add);
      }
    }
    assertThat(all).hasSizeGreaterThan(12);
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void hasTheSameHostsGroupsAndVariables(Path fixture) throws Exception {
    List<String> places = places(fixture);
    List<String> ours = new ArrayList<>(List.of("inventory", "list", "--format", "json"));
    List<String> theirs = new ArrayList<>(List.of("ansible-inventory", "--list"));
    for (String place : places) {
      ours.addAll(List.of("-i", place));
      theirs.addAll(List.of("-i", place));
    }
    Path runbook = fixture.resolve("runbook");
    if (Files.isDirectory(runbook)) {
      ours.addAll(List.of("--runbook", runbook.resolve("any.yml").toString()));
      theirs.addAll(List.of("--playbook-dir", runbook.toString()));
    }
    Shell.Ending ending = Shell.drover(ours.toArray(String[]::new));
    assertThat(ending.code()).as(ending.err()).isZero();
    JsonNode drover = JSON.readTree(new String(ending.bytes(), UTF_8));
    JsonNode ansible = JSON.readTree(run(theirs));
    assertThat(groups(drover)).isEqualTo(groups(ansible));
    String differences = hostvars(drover, ansible);
    if (OTHERS.isEmpty()) {
      Golden.check(differences(fixture), differences);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void drawsTheSameTree(Path fixture) throws Exception {
    List<String> ours = new ArrayList<>(List.of("inventory", "graph"));
    List<String> theirs = new ArrayList<>(List.of("ansible-inventory", "--graph"));
    for (String place : places(fixture)) {
      ours.addAll(List.of("-i", place));
      theirs.addAll(List.of("-i", place));
    }
    assertThat(paths(new String(Shell.drover(ours.toArray(String[]::new)).bytes(), UTF_8)))
        .isEqualTo(paths(new String(run(theirs), UTF_8)));
  }

  /** Every line with those above it; the order of siblings is that of each tool. */
  private static Set<String> paths(String graph) {
    Set<String> paths = new TreeSet<>();
    List<String> above = new ArrayList<>();
    for (String line : graph.lines().toList()) {
      int depth = line.startsWith("@") ? 0 : (line.lastIndexOf('|') + 1) / 3;
      above.subList(depth, above.size()).clear();
      above.add(line.substring(depth == 0 ? 0 : depth * 3 + 2));
      assertThat(paths.add(String.join(" > ", above))).isTrue();
    }
    return paths;
  }

  private static List<String> places(Path fixture) throws IOException {
    try (Stream<Path> entries = Files.list(fixture)) {
      List<String> sources =
          entries
              .filter(entry -> String.valueOf(entry.getFileName()).startsWith("hosts"))
              .sorted()
              .map(Path::toString)
              .toList();
      return sources.isEmpty() || fixture.startsWith("inventories")
          ? List.of(fixture.toString())
          : sources;
    }
  }

  private static Path differences(Path fixture) {
    return fixture.startsWith("src")
        ? fixture.resolve("differences.txt")
        : Path.of("src/test/resources/inventories/shipped-%s.txt".formatted(fixture.getFileName()));
  }

  private byte[] run(List<String> words) throws Exception {
    Path settings = Files.createFile(directory.resolve("ansible.cfg"));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("ANSIBLE_CONFIG", settings.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Path errors = directory.resolve("errors");
    Process process = builder.redirectError(errors.toFile()).start();
    try {
      byte[] out = process.getInputStream().readAllBytes();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
      return out;
    } finally {
      process.destroyForcibly();
    }
  }

  /** What is below each group, by name; the order is that of each tool. */
  private static Map<String, String> groups(JsonNode list) {
    Map<String, String> groups = new TreeMap<>();
    list.properties()
        .forEach(group -> {
          if (!group.getKey().equals("_meta")) {
            groups.put(
                group.getKey(),
                names(group.getValue().path("hosts"))
                    + " > "
                    + names(group.getValue().path("children")));
          }
        });
    return groups;
  }

  private static String names(JsonNode list) {
    TreeSet<String> names = new TreeSet<>();
    list.forEach(name -> names.add(name.asString()));
    return String.join(" ", names);
  }

  /** Each difference once, with the hosts that have it. */
  private static String hostvars(JsonNode drover, JsonNode ansible) {
    JsonNode ours = drover.path("_meta").path("hostvars");
    JsonNode theirs = ansible.path("_meta").path("hostvars");
    assertThat(ours.propertyNames()).containsExactlyInAnyOrderElementsOf(theirs.propertyNames());
    Map<String, List<String>> differences = new TreeMap<>();
    ours.properties()
        .forEach(host ->
            compare("", host.getValue(), theirs.path(host.getKey()), host.getKey(), differences));
    StringBuilder out = new StringBuilder();
    differences.forEach(
        (difference, hosts) -> out.append("%s  (%s)\n".formatted(difference, hosts(hosts))));
    return out.toString();
  }

  private static String hosts(List<String> hosts) {
    return hosts.size() == 1 ? hosts.getFirst() : hosts.size() + " hosts";
  }

  private static void compare(
      String name,
      JsonNode ours,
      JsonNode theirs,
      String host,
      Map<String, List<String>> differences) {
    if (ours.equals(theirs)) {
      return;
    }
    if (ours.isObject() && theirs.isObject()) {
      TreeSet<String> keys = new TreeSet<>(ours.propertyNames());
      keys.addAll(theirs.propertyNames());
      for (String key : keys) {
        String path = name.isEmpty() ? key : name + "." + key;
        compare(path, ours.path(key), theirs.path(key), host, differences);
      }
      return;
    }
    if (ours.isArray() && theirs.isArray() && ours.size() == theirs.size()) {
      for (int i = 0; i < ours.size(); i++) {
        compare(name + "[" + i + "]", ours.get(i), theirs.get(i), host, differences);
      }
      return;
    }
    differences
        .computeIfAbsent(
            "%s: %s: drover %s, ansible %s".formatted(form(name, ours, theirs), name, ours, theirs),
            _ -> new ArrayList<>())
        .add(host);
  }

  private static String form(String name, JsonNode ours, JsonNode theirs) {
    if (ours.isString() && ours.asString().equals("***")) {
      return "hidden";
    }
    if (ours.isString()
        && (theirs.isNumber() || theirs.isBoolean() || theirs.isNull() || isDate(theirs))) {
      return "text kept";
    }
    if (ours.equals(theirs.path("__ansible_unsafe"))) {
      return "unsafe";
    }
    if (ours.isBoolean()
        && theirs.isString()
        && theirs.asString().equalsIgnoreCase(ours.asString())) {
      return "truth";
    }
    throw new AssertionError("%s: drover %s, ansible %s".formatted(name, ours, theirs));
  }

  private static boolean isDate(JsonNode node) {
    return node.isString() && node.asString().matches("\\d{4}-\\d\\d-\\d\\d(T[\\d:.]+)?.*");
  }
}
