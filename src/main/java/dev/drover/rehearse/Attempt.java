package dev.drover.rehearse;

import dev.drover.journal.Entry;
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
import dev.drover.time.Crew;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One attempt of a rehearsed run: begun or resumed, until it ends or its controller is killed. */
final class Attempt {

  static final String JOURNAL = "the rehearsed journal";
  private static final String RUN = "rehearsal";

  private final Rehearsable site;
  private final Stage stage;
  private final Watch watch;
  private final MemoryJournal bytes;
  private final Onlooker onlooker;
  private final Stop stop = new Stop();
  private final Records names = new Records();

  Attempt(Rehearsable site, Stage stage, Watch watch, MemoryJournal bytes, Onlooker onlooker) {
    this.site = site;
    this.stage = stage;
    this.watch = watch;
    this.bytes = bytes;
    this.onlooker = onlooker;
  }

  /** Plays it. */
  Ending play(Entry first, List<Entry> before) {
    Baton baton = stage.baton();
    try {
      return baton.lead("the run", () -> run(first, before));
    } catch (Exception | Error thrown) {
      if (Killed.isBehind(thrown)) {
        return Ending.KILLED;
      }
      watch.violate("an internal error: " + deepest(thrown));
      return Ending.BROKEN;
    }
  }

  private static Throwable deepest(Throwable thrown) {
    return thrown.getCause() == null ? thrown : deepest(thrown.getCause());
  }

  private Ending run(Entry first, List<Entry> before) throws IOException, JournalException {
    RunState state = RunState.of(before);
    before.forEach(names::name);
    watch.follow(state);
    Journal journal = Journal.on(bytes, bytes.bytes(), JOURNAL);
    bytes.cutBy(this::cut);
    Crew.Hand leader = stage.baton().self();
    Ledger ledger = new Ledger(journal, state, List.of(this::written), stage.baton());
    stage.operator(what -> asks(what, ledger, leader));
    ledger.write(first);
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
    return switch (new Engine(RUN, site.plan(), ledger, stop, means, onlooker).run()) {
      case FINISHED -> Ending.FINISHED;
      case FAILED -> Ending.FAILED;
      case STOPPED -> Ending.STOPPED;
    };
  }

  /** How many bytes of a record are written; after too few the controller is dead. */
  private int cut(byte[] record) {
    if (!stage.interference().strikesAtRecords()) {
      return record.length;
    }
    Optional<Integer> length = stage.interference().record(name(record), record.length);
    if (length.isEmpty()) {
      return record.length;
    }
    bytes.cutBy(_ -> {
      throw new Killed();
    });
    bytes.append(record, length.get());
    throw stage.killed();
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
    if (entry instanceof Entry.StepBegan began) {
      stage.interference().began(began.step());
    }
  }

  private void asks(Sort what, Ledger ledger, Crew.Hand leader) {
    boolean abort = what == Sort.OPERATOR_ABORTS;
    int times = abort ? 2 : 1;
    for (int i = 0; i < times; i++) {
      boolean second = stop.askedByOperator("the operator") == Stop.Level.ABORT;
      ledger.write(new Entry.StopAsked(stage.baton().now(), "the operator", second));
    }
    if (abort) {
      leader.interrupt();
    }
  }
}
