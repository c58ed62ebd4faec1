package dev.drover.task;

/** What became of a bracket that a run wanted to close by itself, because no step of it will. */
public sealed interface Closing {

  /**
   * It is closed, and was seen to be.
   *
   * @param summary what was done or seen, in a few words
   */
  record Closed(String summary) implements Closing {}

  /**
   * It is not closed.
   *
   * @param why what speaks against it, or went wrong, and what was last seen
   * @param asItWas whether it is open just as before; false if nobody knows how far closing it went
   * @param byGoingOn whether it can only be closed by going on with the run, not by hand
   */
  record Left(String why, boolean asItWas, boolean byGoingOn) implements Closing {}

  /** It is open as it was: closing it is not legal or not safe now. */
  static Closing left(String why) {
    return new Left(why, true, false);
  }

  /** It is open as it was, and what would have closed it by hand is no longer legal. */
  static Closing byGoingOn(String why) {
    return new Left(why, true, true);
  }

  /** Closing it was begun, and nobody knows how far it went. */
  static Closing unsure(String why) {
    return new Left(why, false, false);
  }
}
