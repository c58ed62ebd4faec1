package dev.drover.rehearse;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.model.MaintenanceWindow;
import dev.drover.sim.SimCluster;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.time.Baton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One scenario from its first attempt to its end: what goes wrong is mended before each resume. */
final class Performance {

  static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
  private static final Duration UNTIL_MENDED = Duration.ofHours(1);

  /** More faults than a scenario has can't be in its way. */
  private static final int MORE_RESUMES = 2;

  private final Rehearsable site;
  private final Promise promise;
  private final UnaryOperator<List<Entry>> memory;
  private final long seed;
  private final Scenario scenario;
  private final World world;
  private final Interference interference;
  private final Trace trace = new Trace();
  private final Executions executions;
  private final Watch watch;
  private final MemoryJournal bytes;
  private final Set<Bracket> openBefore;
  private final Usual usual;
  private final Rest start;
  private final List<Rest> rests = new ArrayList<>();
  private Optional<Rest> settled = Optional.empty();
  private boolean goesOn;
  private List<Entry> entries;
  private Instant now;

  /**
   * Begins at a rest of the run that nothing disturbs.
   *
   * @param memory what a resumed run remembers of its journal
   */
  Performance(
      Rehearsable site,
      Promise promise,
      Usual usual,
      Rest start,
      Scenario scenario,
      long seed,
      UnaryOperator<List<Entry>> memory) {
    this.promise = promise;
    this.memory = memory;
    this.site = site;
    this.seed = seed;
    this.scenario = scenario;
    this.usual = usual;
    this.start = start;
    this.world = start.world().copy();
    this.executions = start.executions().copy();
    this.bytes = new MemoryJournal(start.bytes());
    this.entries = start.journal();
    this.now = start.at();
    this.interference = new Interference(scenario, world, usual.trace());
    this.watch = new Watch(promise, world, scenario);
    this.openBefore = open(usual.beginning().world(), promise);
  }

  /** What a run did, as far as it went. */
  Trace trace() {
    return trace;
  }

  /** The moments at which nobody was in work, if nothing disturbed it. */
  List<Rest> rests() {
    return List.copyOf(rests);
  }

  /** The fewest hosts in service since it began here. */
  int lowestSince() {
    return Math.min(watch.lowest(), settled.map(Rest::after).orElse(watch.lowest()));
  }

  /** Whether it has come to where it is known how it goes on. */
  boolean isSettled() {
    return settled.isPresent();
  }

  /** The journal, whatever a resumed run would remember of it. */
  List<Entry> journal() {
    return read(bytes.bytes());
  }

  /** What is there, without what differs from run to run. */
  String world() {
    return Standing.of(world);
  }

  /** The commands that nobody emulates. */
  Set<String> unknown() {
    return executions.unknown();
  }

  /**
   * Plays it.
   *
   * @param goal the world that it must lead to; empty for the scenario that sets it
   */
  ScenarioResult play(Optional<String> goal, Onlooker onlooker) {
    Ending first = attempt(0, onlooker);
    boolean rescued = hadFailures(entries);
    Ending last = first;
    RunState state = RunState.of(entries);
    List<String> open = new ArrayList<>();
    if (settled.isEmpty()) {
      state.open().forEach(one -> open.add(one.bracket() + ": " + one.byHand()));
      unlisted(first, state);
    }
    int resumes = 0;
    int most = scenario.faults().size() + MORE_RESUMES;
    while (last != Ending.FINISHED && last != Ending.BROKEN && resumes < most) {
      interference.mend();
      now = now.plus(UNTIL_MENDED);
      resumes++;
      last = attempt(resumes, onlooker);
    }
    if (last != Ending.FINISHED) {
      watch.violate(
          resumes == 0
              ? "it did not come to its end: it " + last
              : "it did not come to its end, though it was mended and resumed "
                  + resumes
                  + " times: it ended as "
                  + last
                  + lastFailure());
    } else {
      end(goal, resumes > 0 || !rescued);
    }
    return new ScenarioResult(
        scenario.id(),
        scenario.words(),
        scenario.sorts(),
        interference.allStruck(),
        first,
        open,
        resumes,
        last == Ending.FINISHED,
        Math.min(start.lowest(), lowestSince()),
        watch.violations());
  }

  private Ending attempt(int number, Onlooker onlooker) {
    onlooker.begins(number);
    goesOn = number == 0 && !entries.isEmpty();
    if (!goesOn) {
      now = site.plan().runbook().policy().maintenance().flatMap(this::opening).orElse(now);
    }
    Baton baton = new Baton(seed + number, now);
    Stage stage = new Stage(world, baton, interference, trace, watch, executions);
    if (goesOn) {
      start.reached().forEach(stage::reached);
    }
    boolean begun = RunState.of(entries).began().isPresent();
    Entry entry = begun ? new Entry.RunResumed(now, "rehearsal") : began();
    Ending ending =
        new Attempt(site, stage, watch, bytes, new Sight(onlooker, this::atRest))
            .play(goesOn ? Optional.empty() : Optional.of(entry), entries);
    now = baton.now();
    entries = memory.apply(read(bytes.bytes()));
    return ending;
  }

  /** From here on chance does the same, whatever was before. */
  private void atRest(Entry next, Attempt.Now now) {
    goesOn &= Usual.isSaidAgain(next) && !Usual.words(next).equals(Usual.words(start.follows()));
    now.stage().baton().shuffle(seed + Usual.words(goesOn ? start.next() : next).hashCode());
    Supplier<String> standing = () -> Standing.of(site.plan(), now.state(), now.groups(), world);
    if (usual.rests().isEmpty() && scenario.equals(Scenario.UNDISTURBED)) {
      byte[] before = Usual.isSaidAgain(next) ? bytes.bytesBeforeLast() : bytes.bytes();
      rests.add(
          new Rest(
              next,
              next,
              now.stage().baton().now(),
              read(before),
              before,
              world.copy(),
              now.stage().reached(),
              executions.copy(),
              standing.get(),
              watch.lowest(),
              watch.lowest()));
    } else if (!goesOn && interference.isOver()) {
      settled = usual.like(next, standing);
      if (settled.isPresent()) {
        now.stage().baton().endBy(Settled::new);
        throw new Settled();
      }
    }
  }

  private Optional<Instant> opening(MaintenanceWindow window) {
    return window.closes(now).isPresent() ? Optional.of(now) : window.opens(now);
  }

  private Entry began() {
    return new Entry.RunBegan(
        now,
        "rehearsal",
        site.plan().runbook().name(),
        site.plan().runbook().version(),
        "rehearsal",
        new Request("", List.of(), List.of(), List.of(), site.plan().seed()),
        Map.of(),
        site.plan().steps().stream().map(step -> step.id().text()).toList());
  }

  /** As a resumed run reads it: from its bytes. */
  private static List<Entry> read(byte[] bytes) {
    try {
      return Journal.entries(bytes, Attempt.JOURNAL);
    } catch (JournalException e) {
      throw new IllegalStateException("the rehearsed journal can't be read", e);
    }
  }

  /** What is open in the world must be in the journal, whatever happened. */
  private void unlisted(Ending ending, RunState state) {
    Set<Bracket> open = open(world, promise);
    open.removeAll(openBefore);
    open.removeIf(bracket -> state.isOpen(bracket) || state.wasFound(bracket));
    open.forEach(bracket ->
        watch.violate("the run ended (" + ending + ") and does not list what is open: " + bracket));
  }

  private static Set<Bracket> open(World world, Promise promise) {
    Set<Bracket> open = new HashSet<>();
    promise.serving().stream()
        .filter(host -> Watch.isOutOfBalancer(world, host))
        .forEach(host -> open.add(new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, host)));
    world.clusters().stream()
        .filter(SimCluster::upgradeMode)
        .forEach(cluster -> open.add(new Bracket(Bracket.Type.UPGRADE_MODE, cluster.name())));
    return open;
  }

  private static boolean hadFailures(List<Entry> entries) {
    return entries.stream()
        .anyMatch(entry ->
            entry instanceof Entry.StepEnded ended && ended.ending() == Entry.Ending.FAILED);
  }

  private String lastFailure() {
    return entries.reversed().stream()
        .filter(Entry.StepEnded.class::isInstance)
        .map(Entry.StepEnded.class::cast)
        .filter(ended -> ended.ending() == Entry.Ending.FAILED)
        .findFirst()
        .map(ended -> ": " + ended.step() + ": " + ended.summary())
        .orElse("");
  }

  private void end(Optional<String> goal, boolean comparable) {
    if (settled.isEmpty()) {
      RunState.of(entries)
          .open()
          .forEach(open -> watch.violate("it finished and left open: " + open.bracket()));
      if (goal.isPresent() && comparable && !goal.get().equals(world())) {
        watch.violate(
            "it finished, and the world is another one: " + Differing.line(goal.get(), world()));
      }
    }
    Repeats.of(site, executions).forEach(watch::violate);
  }
}
