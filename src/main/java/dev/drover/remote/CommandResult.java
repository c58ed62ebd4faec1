package dev.drover.remote;

/**
 * How a command ended.
 *
 * @param status its exit status, 128 + n if signal n ended it
 * @param out what it printed
 * @param err what it printed on standard error
 */
public record CommandResult(int status, String out, String err) {

  /** Nobody reads more of a line. */
  private static final int LONGEST = 1_000;

  /** True if it ended with 0. */
  public boolean ok() {
    return status == 0;
  }

  /**
   * The last line it printed on standard error, or else on standard output; empty if it printed
   * nothing.
   */
  public String lastWords() {
    return last(err.isBlank() ? out : err);
  }

  /** The last line of a text, as far as anybody reads it. */
  public static String last(String text) {
    return shortened(text.strip().lines().reduce("", (_, line) -> line));
  }

  /** As much of a line as anybody reads. */
  public static String shortened(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  /** Why it failed: its last words, or else its status. */
  public String reason() {
    return lastWords().isEmpty() ? "status " + status : lastWords();
  }
}
