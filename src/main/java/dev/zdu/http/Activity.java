package dev.zdu.http;

import dev.zdu.cluster.Load;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** What is going on in the node: requests and sessions that a graceful stop waits for. */
public final class Activity {

  /** A user counts as active for so long after the last request. */
  private static final Duration USER_MEMORY = Duration.ofMinutes(1);

  /** A connection may be on its way from the network to its request for so long. */
  private static final Duration SETTLE = Duration.ofMillis(500);

  private final InstantSource clock;
  private final Map<String, Long> lastSeen = new HashMap<>();
  private int tasks;
  private int arrivals;

  public Activity(InstantSource clock) {
    this.clock = clock;
  }

  /** Something that runs; closing it more than once does no harm. */
  final class Span implements AutoCloseable {
    private final boolean task;
    private boolean open = true;

    private Span(boolean task) {
      this.task = task;
    }

    @Override
    public void close() {
      synchronized (Activity.this) {
        if (!open) {
          return;
        }
        open = false;
        if (task) {
          tasks--;
        } else {
          arrivals--;
        }
        Activity.this.notifyAll();
      }
    }
  }

  /** A request or command begins. */
  synchronized Span task() {
    tasks++;
    return new Span(true);
  }

  /** A connection begins that will bring a task, or nothing. */
  synchronized Span arrival() {
    arrivals++;
    return new Span(false);
  }

  synchronized void seen(String user) {
    lastSeen.put(user, clock.millis());
  }

  /** What runs now and who was there lately. */
  public synchronized Load load() {
    long horizon = clock.millis() - USER_MEMORY.toMillis();
    lastSeen.values().removeIf(time -> time < horizon);
    return new Load(tasks, lastSeen.size());
  }

  /**
   * Waits until nothing runs.
   *
   * @return whether everything ended within {@code limit}
   */
  public synchronized boolean awaitQuiet(Duration limit) throws InterruptedException {
    long start = System.nanoTime();
    long quietSince = start;
    while (true) {
      long now = System.nanoTime();
      if (tasks > 0 || arrivals > 0) {
        quietSince = now;
      } else if (now - quietSince >= SETTLE.toNanos()) {
        return true;
      }
      if (now - start >= limit.toNanos()) {
        return tasks == 0;
      }
      wait(50);
    }
  }
}
