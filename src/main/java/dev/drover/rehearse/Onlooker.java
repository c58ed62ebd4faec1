package dev.drover.rehearse;

import dev.drover.journal.Entry;
import dev.drover.plan.Step;
import dev.drover.run.Progress;

/** Watches a rehearsal. */
public interface Onlooker extends Progress {

  /** Sees nothing. */
  Onlooker NOBODY = _ -> {};

  /** An entry is in the journal. */
  void entry(Entry entry);

  /** An attempt begins. */
  default void begins(int attempt) {}

  @Override
  default void of(Step step, String words) {}
}
