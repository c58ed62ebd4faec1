package dev.drover.secret;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Span;

/** What is in a vault can't be had: no password, the wrong one, or a damaged text. */
public final class VaultException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String hint;

  /**
   * Makes one.
   *
   * @param hint what to do about it
   */
  public VaultException(Code code, String message, String hint) {
    super(message);
    this.code = code;
    this.hint = hint;
  }

  /** What to do about it. */
  public String hint() {
    return hint;
  }

  /** What is wrong, in a sentence. */
  public String words() {
    return String.valueOf(getMessage());
  }

  /** Reports it at the place of what could not be opened. */
  public void report(Span at, Diagnostics diagnostics) {
    diagnostics.error(code, at, words(), hint);
  }
}
