package dev.drover.load;

import dev.drover.load.Keyword.On;
import java.util.Set;

/**
 * The words of tasks that have a meaning of their own, so that no kind can have them for a name.
 */
public final class TaskWords {

  private TaskWords() {}

  /** All of them. */
  public static Set<String> all() {
    return Keyword.wordsOn(On.GROUP, On.INCLUDE, On.TASK, On.FLUSH);
  }
}
