package dev.drover.cli;

/** Ends a command with an exit code, after a message and what to do next. */
final class EndException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final String next;

  EndException(ExitCode code, String message, String next) {
    super(message);
    this.code = code;
    this.next = next;
  }

  ExitCode code() {
    return code;
  }

  /** What to do next; empty if the message says it all. */
  String next() {
    return next;
  }

  /** The message; empty if all has been said already. */
  String words() {
    return String.valueOf(getMessage());
  }
}
