package dev.drover.rehearse;

/** The controller was killed: whoever works for it does nothing more. */
final class Killed extends Error {

  private static final long serialVersionUID = 1L;

  Killed() {
    super("the controller was killed", null, false, false);
  }
}
