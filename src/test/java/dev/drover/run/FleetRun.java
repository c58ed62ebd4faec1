package dev.drover.run;

import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Host;
import dev.drover.model.Inventory;
import dev.drover.model.Scopes;
import dev.drover.model.Variable;
import dev.drover.plan.Doors;
import dev.drover.plan.Limited;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.secret.Masker;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Kinds;
import dev.drover.testing.Planned;
import dev.drover.time.SteppedTime;
import dev.drover.yaml.Node.ScalarNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A runbook over a {@link Fleet}, compiled, begun and resumed. */
record FleetRun(Scopes scopes, Plan plan, Path directory, Instant start) {

  static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  /**
   * Compiles a text.
   *
   * @param hosts names of hosts; what stands behind a {@code @} is the rack of one
   */
  static FleetRun of(Fleet fleet, Path directory, String text, List<String> hosts, Limited limit)
      throws Exception {
    return of(fleet, directory, text, inventory(hosts), limit);
  }

  private static FleetRun of(
      Fleet fleet, Path directory, String text, Inventory inventory, Limited limit)
      throws Exception {
    Path file = directory.resolve("rolling.yml");
    Files.writeString(file, text);
    Diagnostics diagnostics = new Diagnostics();
    Kinds kinds = fleet.kinds();
    Scopes scopes =
        new Scopes(
            RunbookLoader.load(file, kinds, diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.sorted())),
            inventory,
            Map.of(),
            new Masker());
    Plan plan =
        Planner.compile(scopes, kinds, limit, 0, diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
    return new FleetRun(scopes, plan, directory, START);
  }

  static Inventory inventory(List<String> hosts) {
    Map<String, Host> all = new LinkedHashMap<>();
    for (String words : hosts) {
      String name = words.replaceFirst("@.*", "");
      Map<String, Variable> vars = new LinkedHashMap<>();
      if (words.contains("@")) {
        Span span = Span.startOf(new Source("inventory", words));
        String rack = words.substring(words.indexOf('@') + 1);
        vars.put("rack", new Variable("rack", new ScalarNode(rack, true, "", span), "host"));
      }
      all.put(name, new Host(name, List.of("all"), vars));
    }
    Map<String, List<String>> groups = new TreeMap<>();
    groups.put("all", List.copyOf(all.keySet()));
    for (String words : hosts) {
      if (words.contains("@")) {
        groups
            .computeIfAbsent(words.replaceFirst(".*@", "rack_"), _ -> new ArrayList<>())
            .add(words.replaceFirst("@.*", ""));
      }
    }
    return new Inventory(all, groups);
  }

  /** Another text for the same hosts. */
  FleetRun reading(Fleet fleet, String text) throws Exception {
    return of(fleet, directory, text, scopes.inventory(), Limited.NOT);
  }

  /** The same after its hosts were looked at. */
  FleetRun looked() throws InterruptedException {
    World world = new World();
    Doors doors =
        new Doors(scopes, new SimRemotes(world), new SimRests(world), new SteppedTime(start));
    return new FleetRun(scopes, Planned.look(plan, doors), directory, start);
  }

  /** The same plan with its journal in another directory. */
  FleetRun in(Path other) {
    return new FleetRun(scopes, plan, other, start);
  }

  /** The same at another time. */
  FleetRun at(Instant other) {
    return new FleetRun(scopes, plan, directory, other);
  }

  Verdict run(Consumer<Entry> listener, Stop stop, boolean again) throws Exception {
    Path file = directory.resolve("journal");
    RunState state = again ? state() : new RunState();
    World world = new World();
    SteppedTime time = new SteppedTime(start);
    Doors doors = new Doors(scopes, new SimRemotes(world), new SimRests(world), time);
    Means means = new Means(doors, time, Asker.NOBODY, Map.of(), new Masker());
    try (Journal journal = again ? Journal.open(file) : Journal.create(file)) {
      Ledger ledger = new Ledger(journal, state, List.of(listener));
      if (again) {
        ledger.write(new Entry.RunResumed(start, "test"));
      } else {
        FoundOut.entries(plan, start).forEach(ledger::write);
      }
      return new Engine("test", plan, ledger, stop, means, (_, _) -> {}).run();
    }
  }

  /** Closes what it left open, as {@code drover recover} does. */
  void recover(Closings.Consent consent) throws Exception {
    World world = new World();
    SteppedTime time = new SteppedTime(start);
    Doors doors = new Doors(scopes, new SimRemotes(world), new SimRests(world), time);
    Means means = new Means(doors, time, Asker.NOBODY, Map.of(), new Masker());
    try (Journal journal = Journal.open(directory.resolve("journal"))) {
      Ledger ledger = new Ledger(journal, state(), List.of());
      new Closings("test", plan, ledger, new Stop(), means, (_, _) -> {})
          .close("`drover recover` by test", consent);
    }
  }

  List<Entry> entries() throws Exception {
    return Journal.read(directory.resolve("journal"));
  }

  RunState state() throws Exception {
    return RunState.of(Journal.read(directory.resolve("journal")));
  }
}
