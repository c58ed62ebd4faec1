package dev.drover.rehearse;

/** The controller was killed: whoever works for it does nothing more. */
final class Killed extends Error {

  private static final long serialVersionUID = 1L;

  Killed() {
    super("the controller was killed", null, false, false);
  }

  /** Whether it is behind something that was thrown. */
  static boolean isBehind(Throwable thrown) {
    return thrown instanceof Killed || (thrown.getCause() != null && isBehind(thrown.getCause()));
  }
}
