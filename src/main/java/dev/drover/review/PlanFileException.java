package dev.drover.review;

/** A file is not the plan that it should be: damaged, of a newer Drover, or no plan at all. */
public final class PlanFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String next;

  PlanFileException(String message, String next) {
    super(message);
    this.next = next;
  }

  /** What is wrong, with what was expected and what was found. */
  public String words() {
    return String.valueOf(getMessage());
  }

  /** What to do about it. */
  public String next() {
    return next;
  }
}
