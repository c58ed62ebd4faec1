package dev.drover.rehearse;

/** It is known how the run goes on from here: it need not be played once more. */
final class Settled extends Error {

  private static final long serialVersionUID = 1L;

  Settled() {
    super("how the run goes on is known", null, false, false);
  }
}
