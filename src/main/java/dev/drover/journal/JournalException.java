package dev.drover.journal;

/** A journal that can't be used; the message says what was expected and what was found. */
public final class JournalException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String next;

  JournalException(String message, String next) {
    super(message);
    this.next = next;
  }

  /** What to do next. */
  public String next() {
    return next;
  }
}
