package dev.drover.tasks;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.model.Becoming;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Keywords;
import dev.drover.model.Order;
import dev.drover.model.Ordering;
import dev.drover.model.Play;
import dev.drover.model.Policy;
import dev.drover.model.Rolling;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.model.TaskSpec;
import dev.drover.model.Variable;
import dev.drover.model.Window;
import dev.drover.secret.Masker;
import dev.drover.sim.World;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A case file: one task in a simulated world.
 *
 * @param kind the kind's name, which is the folder's
 * @param name the behaviour, which is the file's name
 * @param directory this machine's files of the case; relative paths in arguments lead there
 */
record Case(String kind, String name, Path file, Path directory, Source source, MapNode root) {
  private static final Path CASES = Path.of("src/test/resources/tasks");

  /** All case files, sorted. */
  static List<Path> files() {
    try (Stream<Path> paths = Files.walk(CASES)) {
      return paths
          .filter(
              path -> path.toString().endsWith(".yml") && !path.startsWith(CASES.resolve("worlds")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder and the name of a case file. */
  static String title(Path file) {
    return CASES.relativize(file).toString().replaceFirst("\\.yml$", "");
  }

  /** Reads a case file; its files of this machine are made in {@code directory}. */
  static Case read(Path file, Path directory) {
    List<String> words = List.of(title(file).split("/"));
    Source source = source(file, directory.resolve("case.yml").toString());
    Case read =
        new Case(words.getFirst(), words.getLast(), file, directory, source, parsed(source));
    read.check();
    return read;
  }

  /** Makes this machine's files as they are before. */
  void makeLocalFiles() {
    try (Stream<Path> old = Files.walk(directory)) {
      for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directory)) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    section("local").each(this::makeLocal);
  }

  private static Source source(Path file, String name) {
    try {
      return new Source(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MapNode parsed(Source source) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Node> node = YamlReader.read(source, diagnostics);
    if (node.isPresent() && node.get() instanceof MapNode map) {
      return map;
    }
    throw new IllegalArgumentException(source + " is no map: " + diagnostics.sorted());
  }

  private void check() {
    Section all = Section.of("the case", root);
    List.of(
            "about",
            "example",
            "interrupted",
            "close",
            "task",
            "host",
            "hosts",
            "vars",
            "answer",
            "delegate_to",
            "world",
            "local")
        .forEach(all::node);
    all.end();
    Section world = world();
    List.of(
            "base",
            "downloads",
            "programs",
            "hosts",
            "clusters",
            "balancers",
            "pages",
            "silences",
            "groups")
        .forEach(world::node);
    world.end();
  }

  private void makeLocal(String name, Node node) {
    Path path = directory.resolve(name);
    try {
      Files.createDirectories(path.getParent());
      Files.write(
          path,
          node instanceof MapNode
              ? CaseWorld.content(Section.of(name, node)).bytes()
              : Section.text(node, name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Section section(String name) {
    return all().section(name);
  }

  private Section all() {
    return Section.of("the case", root);
  }

  String about() {
    return all().text("about", "");
  }

  /** The task as it stands in a runbook. */
  String taskText() {
    List<String> lines =
        source
            .text()
            .lines()
            .dropWhile(line -> !line.equals("task:"))
            .skip(1)
            .takeWhile(line -> line.startsWith(" ") || line.isEmpty())
            .toList();
    return "- " + String.join("\n", lines).strip() + "\n";
  }

  /**
   * A text without what is otherwise on another machine: the name of the temporary directory, and
   * what an archive is compressed to.
   */
  String clean(String text) {
    return text.replace(directory + "/", "")
        .replace(directory.toString(), ".")
        .replaceAll("(?<=\\.(?:partial|archive)-)[0-9a-f]{8}", "ID")
        .replaceAll("(?:\\d+ bytes )?sha256([:=])(?!0123456789abcdef)[0-9a-f]{64}", "sha256$1SUM");
  }

  boolean example() {
    return all().flag("example");
  }

  boolean interrupted() {
    return all().flag("interrupted");
  }

  /** Whether the case is about what its task has opened being closed in such a world. */
  boolean close() {
    return all().flag("close");
  }

  /** What the operator answers to every question. */
  boolean answer() {
    return all().text("answer", "no").equals("yes");
  }

  /** The world's description, laid over the one that it names as its base. */
  private Section world() {
    Node own = all().node("world").orElse(new MapNode(List.of(), root.span()));
    Optional<String> base = Section.of("world", own).text("base");
    if (base.isEmpty()) {
      return Section.of("world", own);
    }
    Path file = CASES.resolve("worlds").resolve(base.get() + ".yml");
    return Section.of("world", Section.merged(parsed(source(file, file.toString())), own));
  }

  /** A new world as it is before. */
  World newWorld() {
    return CaseWorld.of(world());
  }

  /** The inventory: the world's hosts with their variables. */
  Inventory inventory() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    world().section("groups").each((name, node) -> groups.put(name, Section.texts(node, name)));
    Map<String, Host> hosts = new LinkedHashMap<>();
    world()
        .section("hosts")
        .each((name, node) -> {
          Map<String, Variable> vars = new LinkedHashMap<>();
          Section.of(name, node)
              .section("vars")
              .each((variable, value) ->
                  vars.put(variable, new Variable(variable, value, "host " + name)));
          List<String> in =
              groups.entrySet().stream()
                  .filter(group -> group.getValue().contains(name))
                  .map(Map.Entry::getKey)
                  .toList();
          hosts.put(
              name, new Host(name, Stream.concat(Stream.of("all"), in.stream()).toList(), vars));
        });
    groups.put("all", List.copyOf(hosts.keySet()));
    return new Inventory(hosts, groups);
  }

  /** The hosts of the play: as written, else the first group of the world, else all. */
  List<Host> hosts() {
    Inventory inventory = inventory();
    List<String> written = all().texts("hosts");
    List<String> names =
        written.isEmpty() ? inventory.groups().values().iterator().next() : written;
    return names.stream().map(name -> inventory.host(name).orElseThrow()).toList();
  }

  /** The host of the step that is looked at. */
  String host() {
    return all().text("host", hosts().getFirst().name());
  }

  Scopes scopes() {
    Map<String, Node> vars = new LinkedHashMap<>();
    section("vars").each(vars::put);
    Span start = Span.startOf(source);
    Play play =
        new Play(
            "case",
            name,
            new ScalarNode("all", true, "", start),
            new Rolling(new Window.Count(1), Optional.empty(), Optional.empty(), Optional.empty()),
            new Ordering(Order.INVENTORY, Optional.empty()),
            Map.of(),
            List.of(),
            List.of(task()),
            start);
    Runbook runbook =
        new Runbook(
            "case",
            1,
            "1.0.0",
            Optional.empty(),
            Map.of(),
            new Policy(0, Policy.OnFailure.STOP_STARTING),
            vars,
            List.of(play),
            source);
    return new Scopes(runbook, inventory(), Map.of(), new Masker());
  }

  private TaskSpec task() {
    MapNode written = (MapNode) all().node("task").orElseThrow();
    Node.Entry entry = written.entries().getFirst();
    return new TaskSpec(
        kind, kind, entry.key().text(), entry.value(), keywords(), entry.key().span());
  }

  private Keywords keywords() {
    Optional<ScalarNode> delegate = all().node("delegate_to").map(ScalarNode.class::cast);
    return new Keywords(
        List.of(),
        Optional.of("result"),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.<Duration>empty(),
        Optional.empty(),
        Map.of(),
        delegate,
        false,
        List.of(),
        false,
        false,
        List.of(),
        List.of(),
        OptionalInt.empty(),
        Becoming.AS_THE_INVENTORY_SAYS,
        List.of());
  }
}
