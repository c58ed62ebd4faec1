package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import dev.drover.time.Crew;
import dev.drover.time.Threads;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is known of a run while it goes on: each entry is on the disk before anybody acts on it or
 * hears of it. All who work at the run wait here for each other.
 */
public final class Ledger {

  private final Journal journal;
  private final RunState state;
  private final List<Consumer<Entry>> listeners;
  private final Crew crew;

  /** Goes on from {@code state}, with threads. */
  public Ledger(Journal journal, RunState state, List<Consumer<Entry>> listeners) {
    this(journal, state, listeners, Threads.THREADS);
  }

  /** Goes on from {@code state}; the crew is who works at the run. */
  public Ledger(Journal journal, RunState state, List<Consumer<Entry>> listeners, Crew crew) {
    this.journal = journal;
    this.state = state;
    this.listeners = List.copyOf(listeners);
    this.crew = crew;
  }

  /** Writes an entry, then tells everybody. */
  public synchronized void write(Entry entry) {
    journal.append(entry);
    state.apply(entry);
    listeners.forEach(listener -> listener.accept(entry));
    crew.changed(this);
  }

  /** Where the run stands. */
  public RunState state() {
    return state;
  }

  /** Who works at the run. */
  Crew crew() {
    return crew;
  }

  /** Changes what others may wait for, and tells them. */
  synchronized void change(Runnable change) {
    change.run();
    crew.changed(this);
  }

  /**
   * The one way in which those who work at the run wait: until {@code look} sees something. It
   * looks at once, and then after each entry and each {@link #change}. Must not be called by who
   * holds this ledger's monitor.
   *
   * @param what what is waited for, in words
   */
  <T> T await(String what, Supplier<Optional<T>> look) throws InterruptedException {
    return crew.await(this, what, look);
  }
}
