package dev.drover.cli;

/** A thread beside a run, which ends with it. */
final class Companion implements AutoCloseable {

  /** What it does until it is interrupted. */
  @FunctionalInterface
  interface Doing {
    void untilInterrupted() throws InterruptedException;
  }

  private final Thread thread;

  private Companion(Thread thread) {
    this.thread = thread;
  }

  static Companion of(Doing doing) {
    return new Companion(
        Thread.ofVirtual()
            .start(() -> {
              try {
                doing.untilInterrupted();
              } catch (InterruptedException runEnded) {
                // so does this
              }
            }));
  }

  /** An abort that comes when the run has ended already changes nothing. */
  @Override
  public void close() {
    thread.interrupt();
    boolean ended = false;
    while (!ended) {
      try {
        thread.join();
        ended = true;
      } catch (InterruptedException tooLate) {
        ended = false;
      }
    }
  }
}
