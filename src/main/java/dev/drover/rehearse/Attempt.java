package dev.drover.rehearse;

import dev.drover.journal.Entry;
import dev.drover.journal.Entry.Verdict;
import dev.drover.journal.Journal;
import dev.drover.journal.JournalException;
import dev.drover.journal.RunState;
import dev.drover.plan.Doors;
import dev.drover.rehearse.Fault.Sort;
import dev.drover.run.Engine;
import dev.drover.run.Ledger;
import dev.drover.run.Means;
import dev.drover.run.Stop;
import dev.drover.time.Baton;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One attempt of a rehearsed run: begun or resumed, until it ends or its controller is killed. */
final class Attempt {

  /** Is told when nobody is in work, or one between two steps. */
  @FunctionalInterface
  interface AtRest {
    /**
     * The run goes on.
     *
     * @param next what has just been written
     * @throws Settled if it need not
     */
    void goesOn(Entry next, Now now);
  }

  /**
   * Where it stands.
   *
   * @param groups what has become of groups of tasks
   */
  record Now(Stage stage, RunState state, Set<String> groups) {}

  static final String JOURNAL = "the rehearsed journal";
  private static final String RUN = "rehearsal";

  private final Rehearsable site;
  private final Stage stage;
  private final Watch watch;
  private final MemoryJournal bytes;
  private final Onlooker onlooker;
  private final Stop stop = new Stop();
  private final Records names = new Records();
  private final Set<String> groups = new TreeSet<>();
  private final AtRest atRest;
  private RunState state = new RunState();

  Attempt(Rehearsable site, Stage stage, Watch watch, MemoryJournal bytes, Sight sight) {
    this.site = site;
    this.stage = stage;
    this.watch = watch;
    this.bytes = bytes;
    this.onlooker = sight.onlooker();
    this.atRest = sight.atRest();
  }

  /**
   * Plays it.
   *
   * @param first what is written first; empty if an attempt just goes on
   * @param before the journal by then
   */
  Ending play(Optional<Entry> first, List<Entry> before) {
    Baton baton = stage.baton();
    try {
      return baton.lead("the run", () -> run(first, before));
    } catch (Exception | Error thrown) {
      if (isBehind(Settled.class, thrown)) {
        return Ending.FINISHED;
      }
      if (isBehind(Killed.class, thrown)) {
        return Ending.KILLED;
      }
      watch.violate("an internal error: " + deepest(thrown));
      return Ending.BROKEN;
    }
  }

  private static boolean isBehind(Class<? extends Error> type, Throwable thrown) {
    return type.isInstance(thrown)
        || (thrown.getCause() != null && isBehind(type, thrown.getCause()));
  }

  private static Throwable deepest(Throwable thrown) {
    return thrown.getCause() == null ? thrown : deepest(thrown.getCause());
  }

  private Ending run(Optional<Entry> first, List<Entry> before)
      throws IOException, JournalException {
    state = RunState.of(before);
    before.forEach(names::name);
    before.forEach(this::noteGroup);
    watch.follow(state);
    Journal journal = Journal.on(bytes, bytes.bytes(), JOURNAL);
    bytes.cutBy(this::cut);
    Ledger ledger = new Ledger(journal, state, List.of(this::written), stage.baton());
    RehearsedOperator operator = new RehearsedOperator(stage.baton(), ledger, stop);
    stage.operator(operator);
    first.ifPresent(ledger::write);
    for (String step : stage.executions().found()) {
      ledger.write(new Entry.SkipAsked(stage.baton().now(), "the operator", "it took place", step));
    }
    Doors doors =
        new Doors(site.scopes(), stage.remotes(), stage.rests(), stage.baton(), site.extensions());
    Means means =
        new Means(
            doors,
            stage.baton(),
            new Person(stage.executions()),
            site.busyness(),
            site.scopes().masker(),
            new StageActing(stage, site.own()));
    Verdict verdict = new Engine(RUN, site.plan(), ledger, stop, means, onlooker).run();
    operator.leaves();
    return switch (verdict) {
      case FINISHED -> Ending.FINISHED;
      case FAILED -> Ending.FAILED;
      case STOPPED -> Ending.STOPPED;
    };
  }

  /** How many bytes of a record are written: all, unless the controller dies there. */
  private int cut(byte[] record) {
    if (!stage.interference().strikesAtRecords()) {
      return record.length;
    }
    Optional<Sort> dies = stage.interference().record(name(record));
    if (dies.isEmpty()) {
      return record.length;
    }
    bytes.cutBy(_ -> {
      throw new Killed();
    });
    bytes.endWith(left(record, dies.get()));
    throw stage.killed();
  }

  /** What is left of a record: a file may have grown before the bytes in it reach the disk. */
  private static byte[] left(byte[] record, Sort dies) {
    return switch (dies) {
      case KILLED_BEFORE -> new byte[0];
      case KILLED_TORN -> Arrays.copyOf(record, record.length / 2);
      case POWER_LOST -> new byte[record.length];
      default -> record;
    };
  }

  private String name(byte[] record) {
    try {
      return Journal.entry(record).map(names::name).orElse("");
    } catch (JournalException e) {
      throw new IllegalStateException(e);
    }
  }

  private void written(Entry entry) {
    onlooker.entry(entry);
    stage.trace().entry(entry);
    watch.look();
    watch.written(entry);
    noteGroup(entry);
    switch (entry) {
      case Entry.StepBegan began -> stage.interference().began(began.step());
      case Entry.StepEnded ended when ended.ending() == Entry.Ending.FAILED ->
          stage.failed(ended.step());
      default -> {} // nobody waits for it
    }
    if (isAtRest(entry)) {
      atRest.goesOn(entry, new Now(stage, state, groups));
    }
  }

  /** Whether nobody is in work, or between two steps the only one who is. */
  private boolean isAtRest(Entry entry) {
    return switch (entry) {
      case Entry.PlayBegan _, Entry.HostChosen _ -> stage.baton().size() == 1;
      case Entry.StepEnded _ -> stage.baton().size() == 2 && !stop.startsNothing();
      default -> false;
    };
  }

  private void noteGroup(Entry entry) {
    switch (entry) {
      case Entry.RescueBegan group -> groups.add("rescued " + group.group());
      case Entry.GroupRepeated group -> groups.add("repeated " + group.group());
      case Entry.GroupHeld group -> groups.add("held " + group.group());
      case Entry.GroupFailed group -> groups.add("failed " + group.group());
      case Entry.HandlerNotified handler -> groups.add("notified " + handler.handler());
      case Entry.HandlerStarted handler -> groups.add("started " + handler.handler());
      default -> {} // of no group
    }
  }
}
