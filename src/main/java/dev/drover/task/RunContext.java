package dev.drover.task;

import dev.drover.time.Waiter;

/**
 * What a kind may work with while it runs: the same doors as {@link Facts}, open for effects too.
 */
public interface RunContext extends Facts {

  /**
   * A word for names of what a step keeps on machines while it runs: no other step or attempt has
   * it, but a resumed run that takes up this attempt has it again. Small letters, digits and
   * hyphens.
   */
  default String attempt() {
    return "attempt";
  }

  /** Lets time pass. */
  Waiter waiter();

  /** Tells the operator how it is going, in a few words; said at once, not kept as a result. */
  void progress(String words);

  /**
   * Asks the operator a question that is answered by yes or no.
   *
   * @return false also where nobody can be asked
   */
  boolean confirm(String question) throws InterruptedException;
}
