package dev.drover.run;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.lb.Busynesses;
import dev.drover.load.InventoryLoader;
import dev.drover.load.Limit;
import dev.drover.load.RunbookLoader;
import dev.drover.load.SelectTasks;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Runbook;
import dev.drover.model.Scopes;
import dev.drover.model.Selection;
import dev.drover.plan.Doors;
import dev.drover.plan.Limited;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.plan.Step;
import dev.drover.remote.CommandResult;
import dev.drover.report.DiagnosticText;
import dev.drover.schema.Durations;
import dev.drover.secret.Masker;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Gate;
import dev.drover.task.Kinds;
import dev.drover.tasks.BuiltIn;
import dev.drover.testing.Documents;
import dev.drover.testing.Planned;
import dev.drover.time.SteppedTime;
import dev.drover.yaml.Node;
import dev.drover.yaml.Node.ListNode;
import dev.drover.yaml.Node.MapNode;
import dev.drover.yaml.Node.ScalarNode;
import dev.drover.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A runbook, an inventory, what the machines answer, and what comes of it. The form of the files is
 * told in {@code src/test/resources/runs/README.md}.
 */
final class RunCase {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  private final MapNode written;
  private final Path directory;
  private final World world = new World();
  private final List<String> hosts = new ArrayList<>();
  private final Map<String, Deque<CommandResult>> sequences = new ConcurrentHashMap<>();
  private final Masker masker = new Masker();
  private final Diagnostics diagnostics = new Diagnostics();
  private final StringBuilder out = new StringBuilder();

  RunCase(MapNode written, Path directory) {
    this.written = written;
    this.directory = directory;
  }

  static MapNode read(Source source) {
    Diagnostics own = new Diagnostics();
    return YamlReader.read(source, own)
        .map(MapNode.class::cast)
        .orElseThrow(() -> new IllegalArgumentException(DiagnosticText.of(own)));
  }

  String text() throws Exception {
    Kinds kinds = BuiltIn.kinds();
    Optional<Runbook> runbook =
        RunbookLoader.load(file("runbook.yml", "runbook"), kinds, diagnostics)
            .flatMap(book -> SelectTasks.of(book, selection(), diagnostics));
    Inventory inventory =
        InventoryLoader.load(List.of(file("inventory.yml", "inventory")), diagnostics);
    Optional<Scopes> scopes = runbook.map(book -> new Scopes(book, inventory, Map.of(), masker));
    Optional<Plan> plan =
        scopes.flatMap(names -> Planner.compile(names, kinds, limit(inventory), 0, diagnostics));
    out.append(DiagnosticText.of(diagnostics).replace(directory + "/", ""));
    if (plan.isPresent() && !diagnostics.hasErrors()) {
      go(plan.get(), scopes.orElseThrow());
    }
    return out.toString();
  }

  private void go(Plan plan, Scopes scopes) throws Exception {
    hosts.addAll(scopes.inventory().hosts().keySet());
    hosts.forEach(name -> world.addHost(name, "root"));
    answers(written);
    List<String> lines = new ArrayList<>();
    SteppedTime time = new SteppedTime(START);
    NotingRemotes remotes = new NotingRemotes(world, sequences, lines);
    Doors doors = new Doors(scopes, remotes, new SimRests(world), time);
    Plan looked = Planned.look(plan, doors);
    out.append(Documents.text(Documents.of(looked, masker)));
    lines.clear();
    Means means = new Means(doors, time, asker(), Busynesses.all(), masker);
    runs(plan, means, lines, List.of(), written);
    for (Node again : items("then")) {
      answers((MapNode) again);
      lines.add("");
      time.sleep(text((MapNode) again, "after").flatMap(Durations::parse).orElse(Duration.ZERO));
      runs(plan, means, lines, Journal.read(directory.resolve("journal")), (MapNode) again);
    }
    out.append("\nrun\n");
    lines.forEach(line -> out.append(line.isEmpty() ? "" : "  " + masker.mask(line)).append('\n'));
  }

  /** Begins a run, or resumes the one with these entries. */
  private void runs(Plan plan, Means means, List<String> lines, List<Entry> before, MapNode attempt)
      throws Exception {
    Path file = directory.resolve("journal");
    try (Journal journal = before.isEmpty() ? Journal.create(file) : Journal.open(file)) {
      Ledger ledger =
          new Ledger(
              journal,
              RunState.of(before),
              List.of(entry -> EntryLines.of(entry).forEach(lines::add)));
      if (!before.isEmpty()) {
        ledger.write(new Entry.RunResumed(means.clock().now(), "test"));
      }
      text(attempt, "set_aside")
          .ifPresent(policy ->
              ledger.write(
                  new Entry.PolicyNoted(means.clock().now(), policy, "the case says so", true)));
      Progress progress = (step, words) -> lines.add("# " + step.id() + ": " + words);
      new Engine("case", plan, ledger, new Stop(), means, progress).run();
    }
  }

  /** What hosts answer to commands: all of them, or those named in front of it. */
  private void answers(MapNode from) {
    if (!(node(from, "answers").orElse(null) instanceof MapNode answers)) {
      return;
    }
    for (Node.Entry entry : answers.entries()) {
      String[] words = entry.key().text().split(" \\$ ", 2);
      for (String name : hosts) {
        if (words.length == 1 || List.of(words[0].split(" ")).contains(name)) {
          String command = words[words.length - 1];
          List<CommandResult> results =
              entry.value() instanceof ListNode several
                  ? several.items().stream().map(RunCase::result).toList()
                  : List.of(result(entry.value()));
          world.host(name).answers().put(command, results.getLast());
          sequences.put(name + " $ " + command, new ArrayDeque<>(results));
        }
      }
    }
  }

  private static CommandResult result(Node node) {
    if (node instanceof MapNode map) {
      return new CommandResult(
          Integer.parseInt(text(map, "status").orElse("0")),
          text(map, "out").orElse(""),
          text(map, "err").orElse(""));
    }
    return new CommandResult(0, ((ScalarNode) node).text(), "");
  }

  private static Optional<Node> node(MapNode map, String key) {
    return map.entries().stream()
        .filter(entry -> entry.key().text().equals(key))
        .map(Node.Entry::value)
        .findFirst();
  }

  private static Optional<String> text(MapNode map, String key) {
    return node(map, key).map(node -> ((ScalarNode) node).text());
  }

  private Selection selection() {
    return new Selection(
        List.of(), texts("tags"), texts("skip_tags"), text(written, "start_at").orElse(""));
  }

  private Limited limit(Inventory inventory) {
    List<String> patterns = texts("limit");
    if (patterns.isEmpty()) {
      return Limited.NOT;
    }
    List<Host> hosts = new ArrayList<>();
    patterns.forEach(
        pattern -> hosts.addAll(Limit.select(pattern, directory, inventory, diagnostics)));
    return new Limited(Optional.of(hosts), String.join(",", patterns));
  }

  private Asker asker() {
    Deque<String> answers = new ArrayDeque<>(texts("steps"));
    return new Asker() {
      @Override
      public boolean confirm(String question) {
        return false;
      }

      @Override
      public synchronized Answer before(Step step) {
        return answers.isEmpty()
            ? Answer.RUN
            : Answer.valueOf(answers.removeFirst().toUpperCase(java.util.Locale.ROOT));
      }
    };
  }

  private List<String> texts(String key) {
    return items(key).stream().map(node -> ((ScalarNode) node).text()).toList();
  }

  private List<? extends Node> items(String key) {
    return node(written, key).map(node -> ((ListNode) node).items()).orElse(List.of());
  }

  private Path file(String name, String key) throws IOException {
    return Files.writeString(directory.resolve(name), text(written, key).orElseThrow());
  }

  static String words(Instant at) {
    return Gate.words(Duration.between(START, at));
  }
}
