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
import java.util.function.UnaryOperator;

/** One scenario from its first attempt to its end: what goes wrong is mended before each resume. */
final class Performance {

  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
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
  private final Executions executions = new Executions();
  private final Watch watch;
  private final MemoryJournal bytes = new MemoryJournal();
  private final Set<Bracket> openBefore;
  private List<Entry> entries = List.of();
  private Instant now = START;

  Performance(
      Rehearsable site,
      Promise promise,
      Trace usual,
      Scenario scenario,
      long seed,
      UnaryOperator<List<Entry>> memory) {
    this.promise = promise;
    this.memory = memory;
    this.site = site;
    this.seed = seed;
    this.scenario = scenario;
    this.world = SimulatedSite.of(site);
    this.interference = new Interference(scenario, world, usual);
    this.watch = new Watch(promise, world, scenario);
    this.openBefore = open(world, promise);
  }

  /** What a run did, as far as it went. */
  Trace trace() {
    return trace;
  }

  /** What is there, without what differs from run to run. */
  String world() {
    return world.describe().replaceAll("(?m)^(.*\\.pid \\S+ \\S+) .*$", "$1");
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
    state.open().forEach(one -> open.add(one.bracket() + ": " + one.byHand()));
    unlisted(first, state);
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
        watch.lowest(),
        watch.violations());
  }

  private Ending attempt(int number, Onlooker onlooker) {
    onlooker.begins(number);
    now = site.plan().runbook().policy().maintenance().flatMap(this::opening).orElse(now);
    Baton baton = new Baton(seed + number, now);
    Stage stage = new Stage(world, baton, interference, trace, watch, executions);
    boolean begun = RunState.of(entries).began().isPresent();
    Entry entry = begun ? new Entry.RunResumed(now, "rehearsal") : began();
    Ending ending = new Attempt(site, stage, watch, bytes, onlooker).play(entry, entries);
    now = baton.now();
    entries = read();
    return ending;
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
  private List<Entry> read() {
    try {
      return memory.apply(Journal.entries(bytes.bytes(), Attempt.JOURNAL));
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
    RunState.of(entries)
        .open()
        .forEach(open -> watch.violate("it finished and left open: " + open.bracket()));
    if (goal.isPresent() && comparable && !goal.get().equals(world())) {
      watch.violate(
          "it finished, and the world is another one: " + Differing.line(goal.get(), world()));
    }
    Repeats.of(site, executions).forEach(watch::violate);
  }
}
