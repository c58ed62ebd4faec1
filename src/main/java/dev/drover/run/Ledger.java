package dev.drover.run;

import dev.drover.journal.Entry;
import dev.drover.journal.Journal;
import dev.drover.journal.RunState;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is known of a run while it goes on: each entry is on the disk before anybody acts on it or
 * hears of it.
 */
public final class Ledger {

  private final Journal journal;
  private final RunState state;
  private final List<Consumer<Entry>> listeners;

  /** Goes on from {@code state}. */
  public Ledger(Journal journal, RunState state, List<Consumer<Entry>> listeners) {
    this.journal = journal;
    this.state = state;
    this.listeners = List.copyOf(listeners);
  }

  /** Writes an entry, then tells everybody. */
  public synchronized void write(Entry entry) {
    journal.append(entry);
    state.apply(entry);
    listeners.forEach(listener -> listener.accept(entry));
    notifyAll();
  }

  /** Where the run stands. */
  public RunState state() {
    return state;
  }
}
