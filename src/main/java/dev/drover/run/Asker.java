package dev.drover.run;

/** Answers questions for the operator, or says that nobody is there to be asked. */
@FunctionalInterface
public interface Asker {

  /** Answers no to everything: for a run that nobody watches. */
  Asker NOBODY = _ -> false;

  /** Asks a question that is answered by yes or no. */
  boolean confirm(String question) throws InterruptedException;
}
