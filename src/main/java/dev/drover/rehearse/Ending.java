package dev.drover.rehearse;

/** How an attempt of a rehearsed run ended. */
public enum Ending {
  FINISHED("finished"),
  FAILED("failed"),
  STOPPED("stopped"),
  KILLED("killed"),
  BROKEN("broken by an internal error");

  private final String words;

  Ending(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
