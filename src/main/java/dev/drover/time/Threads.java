package dev.drover.time;

import java.util.Optional;
import java.util.function.Supplier;

/** A crew of virtual threads, which wait as Java's monitors do. */
public enum Threads implements Crew {
  THREADS;

  @Override
  public Hand start(String name, Runnable work) {
    return new Worker(Thread.ofVirtual().name(name).start(work));
  }

  @Override
  public Hand self() {
    return new Worker(Thread.currentThread());
  }

  @Override
  public <T> T await(Object monitor, String what, Supplier<Optional<T>> look)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("told to end before waiting for " + what);
    }
    synchronized (monitor) {
      while (true) {
        Optional<T> seen = look.get();
        if (seen.isPresent()) {
          return seen.get();
        }
        monitor.wait();
      }
    }
  }

  @Override
  public void changed(Object monitor) {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }

  private record Worker(Thread thread) implements Hand {

    @Override
    public void interrupt() {
      thread.interrupt();
    }

    @Override
    public void join() {
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
