package dev.drover.rehearse;

import dev.drover.run.Asker;

/**
 * The person who is asked in a rehearsal: says yes, and where a step is in doubt looks at the world
 * first: it runs again only if it did not take place, else it is skipped when the run is resumed.
 */
record Person(Executions executions) implements Asker {

  private static final String IN_DOUBT = " was begun";

  @Override
  public boolean confirm(String question) {
    int end = question.indexOf(IN_DOUBT);
    if (end < 0) {
      return true;
    }
    String step = question.substring(0, end);
    boolean again = executions.count(step) == 0;
    if (!again) {
      executions.tookPlace(step);
    }
    return again;
  }
}
