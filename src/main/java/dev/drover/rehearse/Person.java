package dev.drover.rehearse;

import dev.drover.run.Asker;

/**
 * The person who is asked in a rehearsal: says yes, and where a step is in doubt looks at the world
 * first and has it run again only if it did not take place.
 */
record Person(Executions executions) implements Asker {

  private static final String IN_DOUBT = " was begun";

  @Override
  public boolean confirm(String question) {
    int end = question.indexOf(IN_DOUBT);
    return end < 0 || executions.count(question.substring(0, end)) == 0;
  }
}
