package dev.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.load.InventoryLoader;
import dev.drover.load.RunbookLoader;
import dev.drover.model.Inventory;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.plan.Plan;
import dev.drover.plan.Planner;
import dev.drover.report.RunText;
import dev.drover.report.RunView;
import dev.drover.report.StepLines;
import dev.drover.report.Style;
import dev.drover.secret.Masker;
import dev.drover.sim.SimRemotes;
import dev.drover.sim.SimRests;
import dev.drover.sim.World;
import dev.drover.task.Kinds;
import dev.drover.testing.Documents;
import dev.drover.testing.Golden;
import dev.drover.testing.Planned;
import dev.drover.time.SteppedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A runbook per behaviour of groups, loops and handlers, with its plan and how its run goes. A line
 * {@code # fails: h1 start 2} lets something on a host fail so many times, {@code # stop: STEP}
 * lets the operator stop the run once a step has ended, {@code # asks: STEP retry OTHER} (or {@code
 * skip}) lets one ask that from elsewhere then, {@code # healthy: h1 h2} lets what these hosts have
 * open be closed at the end of the run, a first line {@code # in any order} is for what runs in
 * parallel. What fails is mended before the run is resumed.
 */
class FlowCasesTest {

  private static final Path CASES = Path.of("src/test/resources/flow");
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final Pattern FAILS = Pattern.compile("(?m)^# fails: (.*) ([0-9]+)$");
  private static final Pattern ASKS = Pattern.compile("(?m)^# asks: (.*) (skip|retry) (.*)$");
  private static final Pattern HEALTHY = Pattern.compile("(?m)^# healthy: (.*)$");
  private static final Pattern STOP = Pattern.compile("(?m)^# stop: (.*)$");

  @TempDir Path directory;

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
    }
  }

  /** One runbook with its script, compiled. */
  private record Compiled(Scopes scopes, Plan plan, Script script, String text) {

    static Compiled of(Path file) throws IOException {
      Script script = new Script();
      String text = Files.readString(file);
      FAILS
          .matcher(text)
          .results()
          .forEach(line -> script.fail(line.group(1), Integer.parseInt(line.group(2))));
      HEALTHY
          .matcher(text)
          .results()
          .flatMap(line -> Stream.of(line.group(1).split(" ")))
          .forEach(script::healthy);
      Diagnostics diagnostics = new Diagnostics();
      Kinds kinds = script.kinds();
      Inventory inventory =
          InventoryLoader.load(List.of(CASES.resolve("inventory/hosts.yml")), diagnostics);
      Scopes scopes =
          new Scopes(
              RunbookLoader.load(file, kinds, diagnostics)
                  .orElseThrow(() -> new AssertionError(diagnostics.sorted())),
              inventory,
              Map.of(),
              new Masker());
      Plan plan =
          Planner.compile(scopes, kinds, 0, diagnostics)
              .orElseThrow(() -> new AssertionError(diagnostics.sorted()));
      assertThat(diagnostics.sorted()).isEmpty();
      return new Compiled(scopes, plan, script, text);
    }

    Doors doors() {
      World world = new World();
      return new Doors(scopes, new SimRemotes(world), new SimRests(world), new SteppedTime(START));
    }

    String planned() throws InterruptedException {
      Plan looked = Planned.look(plan, doors());
      return Documents.text(Documents.of(looked, new Masker()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesAsItIsWritten(Path file) throws Exception {
    Compiled compiled = Compiled.of(file);
    StringBuilder out = new StringBuilder(compiled.planned());
    out.append("\n--- order\n").append(compiled.plan().graph()).append("\n");
    Path journal = directory.resolve("journal");
    Verdict verdict = run(compiled, journal, false, _ -> {});
    out.append("\n--- run: ").append(told(compiled, journal, 0));
    if (verdict != Verdict.FINISHED) {
      int before = compiled.script().done().size();
      compiled.script().mend();
      assertThat(run(compiled, journal, true, _ -> {})).isEqualTo(Verdict.FINISHED);
      out.append("\n--- resumed: ").append(told(compiled, journal, before));
    }
    Golden.check(Path.of(file.toString().replaceFirst("\\.yml$", ".out")), out.toString());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void canBeCutAnywhere(Path file) throws Exception {
    Compiled compiled = Compiled.of(file);
    Path first = directory.resolve("whole");
    List<Script.Moment> moments = new ArrayList<>();
    finish(compiled, first, _ -> moments.add(compiled.script().now()));
    Set<String> whole = new TreeSet<>(compiled.script().done());
    List<String> lines = Files.readAllLines(first);
    assertThat(moments).hasSize(lines.size() - 1);
    for (int last = 1; last < moments.size(); last++) {
      compiled.script().backTo(moments.get(last - 1));
      Path journal = directory.resolve("cut-" + last);
      Files.write(journal, lines.subList(0, last + 1));
      String where = "cut after entry " + last + ", " + Journal.read(journal).getLast();
      finish(compiled, journal, _ -> {});
      RunState state = RunState.of(Journal.read(journal));
      assertThat(state.open()).as(where).isEmpty();
      assertThat(state.notified()).as(where).isEmpty();
      Set<String> done = new TreeSet<>(compiled.script().done());
      if (ASKS.matcher(compiled.text()).find()) {
        assertThat(done).as(where).containsAll(whole); // nobody asks again what was cut off
      } else {
        assertThat(done).as(where).isEqualTo(whole);
      }
    }
  }

  /** Runs or resumes until all is done. */
  private static void finish(Compiled compiled, Path journal, Consumer<Entry> listener)
      throws Exception {
    for (int i = 0; i < 5; i++) {
      if (run(compiled, journal, Files.exists(journal), listener) == Verdict.FINISHED) {
        return;
      }
      compiled.script().mend();
    }
    throw new AssertionError("it never finishes: " + Journal.read(journal));
  }

  private static Verdict run(
      Compiled compiled, Path journal, boolean again, Consumer<Entry> listener) throws Exception {
    Stop stop = new Stop();
    AtomicReference<Optional<Ledger>> ledger = new AtomicReference<>(Optional.empty());
    Deque<MatchResult> asks = new ArrayDeque<>(ASKS.matcher(compiled.text()).results().toList());
    List<String> at = STOP.matcher(compiled.text()).results().map(line -> line.group(1)).toList();
    Consumer<Entry> operator =
        entry -> {
          if (!again && !asks.isEmpty() && isEnd(entry, asks.peek().group(1))) {
            ledger.get().ifPresent(open -> open.write(asked(asks.remove())));
          }
          if (!again && entry instanceof Entry.StepEnded ended && at.contains(ended.step())) {
            stop.askedByOperator("INT");
          }
        };
    try (Journal open = again ? Journal.open(journal) : Journal.create(journal)) {
      RunState state = again ? RunState.of(Journal.read(journal)) : new RunState();
      return go(compiled, open, state, List.of(operator, listener), stop, ledger);
    }
  }

  private static boolean isEnd(Entry entry, String step) {
    return entry instanceof Entry.StepEnded ended && ended.step().equals(step);
  }

  private static Entry asked(MatchResult words) {
    String step = words.group(3);
    return words.group(2).equals("skip")
        ? new Entry.SkipAsked(START, "ann@desk", "done by hand", step)
        : new Entry.RetryAsked(START, "ann@desk", "mended", step);
  }

  private static Verdict go(
      Compiled compiled,
      Journal open,
      RunState state,
      List<Consumer<Entry>> listeners,
      Stop stop,
      AtomicReference<Optional<Ledger>> heard) {
    SteppedTime time = new SteppedTime(START);
    Means means = new Means(compiled.doors(), time, Asker.NOBODY, Map.of(), new Masker());
    Ledger ledger = new Ledger(open, state, listeners);
    heard.set(Optional.of(ledger));
    boolean again = state.began().isPresent();
    ledger.write(
        again
            ? new Entry.RunResumed(START, "test")
            : new Entry.RunBegan(
                START,
                "test",
                compiled.plan().runbook().name(),
                compiled.plan().runbook().version(),
                "test",
                new Request("", List.of(), List.of(), List.of(), 0),
                Map.of(),
                compiled.plan().steps().stream().map(step -> step.id().text()).toList()));
    return new Engine("test", compiled.plan(), ledger, stop, means, (_, _) -> {}).run();
  }

  private static String told(Compiled compiled, Path journal, int from) throws Exception {
    List<Entry> entries = Journal.read(journal);
    List<String> all = compiled.script().done();
    List<String> done = all.subList(from, all.size());
    boolean anyOrder = compiled.text().startsWith("# in any order\n");
    return String.join(", ", anyOrder ? done.stream().sorted().toList() : done)
        + "\n\n"
        + String.join("\n", anyOrder ? lines(entries).stream().sorted().toList() : lines(entries))
        + "\n\n"
        + RunText.of(RunView.of("test", entries), Style.PLAIN, ZoneOffset.UTC);
  }

  private static List<String> lines(List<Entry> entries) {
    return StepLines.of(entries, ZoneOffset.UTC).stream()
        .map(line -> Pattern.compile("^[0-9:]+  ").matcher(line).replaceFirst(""))
        .filter(line -> !line.startsWith("next "))
        .toList();
  }
}
