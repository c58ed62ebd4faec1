package dev.drover.cli;

import java.util.concurrent.Callable;

/** Work that must not be left half done: whatever ends this process, it is tidied up after. */
final class Tidying {

  private Tidying() {}

  /** What tidies up. */
  interface Broom {
    void sweep() throws Exception;
  }

  /** Does the work; if this process is told to end meanwhile, sweeps before it does. */
  static <T> T during(Broom broom, Callable<T> work) throws Exception {
    Thread hook =
        new Thread(() -> {
          try {
            broom.sweep();
          } catch (Exception e) {
            throw new IllegalStateException("could not tidy up", e);
          }
        });
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.call();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // This process is ending already, and the hook sweeps.
      }
    }
  }
}
