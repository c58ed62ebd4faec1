package dev.drover.remote;

/**
 * How a command ended.
 *
 * @param status its exit status, 128 + n if signal n ended it
 * @param out what it printed
 * @param err what it printed on standard error
 */
public record CommandResult(int status, String out, String err) {

  /** True if it ended with 0. */
  public boolean ok() {
    return status == 0;
  }

  /**
   * The last line it printed on standard error, or else on standard output; empty if it printed
   * nothing.
   */
  public String lastWords() {
    String text = err.isBlank() ? out : err;
    return text.strip().lines().reduce("", (before, line) -> line);
  }

  /** Why it failed: its last words, or else its status. */
  public String reason() {
    return lastWords().isEmpty() ? "status " + status : lastWords();
  }
}
