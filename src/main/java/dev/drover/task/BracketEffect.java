package dev.drover.task;

/** What a step does to a bracket. */
public sealed interface BracketEffect {

  /** The bracket. */
  Bracket bracket();

  /**
   * Opens it.
   *
   * @param byHand the exact command that closes it, for the list of what is left open
   */
  record Opens(Bracket bracket, String byHand) implements BracketEffect {}

  /** Closes it. */
  record Closes(Bracket bracket) implements BracketEffect {}
}
