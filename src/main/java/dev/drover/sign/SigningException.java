package dev.drover.sign;

/** A signature that can't be made or read; the message says what is wrong and where. */
public final class SigningException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String next;

  SigningException(String message, String next) {
    super(message);
    this.next = next;
  }

  /** What it says. */
  public String words() {
    return String.valueOf(getMessage());
  }

  /** What to do next. */
  public String next() {
    return next;
  }
}
