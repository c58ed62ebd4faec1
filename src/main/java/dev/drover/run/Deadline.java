package dev.drover.run;

import dev.drover.remote.RemoteException;
import dev.drover.task.Outcome;
import dev.drover.time.Crew;
import dev.drover.time.Waiter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives work a time limit: when it is over, the working thread is interrupted. */
final class Deadline {

  /** Something that takes its time. */
  @FunctionalInterface
  interface Work {
    Tried run() throws RemoteException, InterruptedException;
  }

  private Deadline() {}

  static Tried keep(Duration limit, Crew crew, Waiter waiter, Work work)
      throws RemoteException, InterruptedException {
    Crew.Hand worker = crew.self();
    AtomicBoolean over = new AtomicBoolean();
    AtomicBoolean ended = new AtomicBoolean();
    Crew.Hand watch =
        crew.start(
            "time limit",
            () -> {
              try {
                waiter.sleep(limit);
                synchronized (ended) {
                  if (!ended.get()) {
                    over.set(true);
                    worker.interrupt();
                  }
                }
              } catch (InterruptedException inTime) {
                // the work ended before its limit
              }
            });
    try {
      return work.run();
    } catch (InterruptedException e) {
      if (!over.get()) {
        throw e;
      }
      return Tried.failed(
          Outcome.failed(
              "it took longer than its `timeout` of " + limit.toSeconds() + " s",
              "look at the host, then raise `timeout` or resume the run"));
    } finally {
      synchronized (ended) {
        ended.set(true);
      }
      watch.interrupt();
      if (over.get()) {
        Thread.interrupted(); // the interruption was ours and has been dealt with
      }
    }
  }
}
