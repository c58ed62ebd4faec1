package dev.drover.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The two streams that a command prints to, watched: when a receiver fails, the rest is swallowed
 * and the command has to be ended.
 */
public final class Printed {

  /**
   * A daemon that a command has left behind may hold its output open for ever. After the command's
   * end, so long a silence means that nothing is on its way any more.
   */
  private static final Duration SILENCE = Duration.ofSeconds(1);

  private final OutputStream out;
  private final OutputStream err;
  private final Runnable whenRefused;
  private final AtomicLong count = new AtomicLong();
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  /**
   * Hands on to two receivers.
   *
   * @param whenRefused called once, when one of them fails
   */
  public Printed(OutputStream out, OutputStream err, Runnable whenRefused) {
    this.out = new Watched(out);
    this.err = new Watched(err);
    this.whenRefused = whenRefused;
  }

  /** Takes standard output. */
  public OutputStream out() {
    return out;
  }

  /** Takes standard error. */
  public OutputStream err() {
    return err;
  }

  /** After the command's end, waits until both streams ended or nothing more comes. */
  public void settle(Future<?> ended) throws InterruptedException {
    long before = -1;
    while (before != count.get()) {
      before = count.get();
      try {
        ended.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException silent) {
        // Whether it was silent indeed, the count tells.
      } catch (ExecutionException broken) {
        return;
      }
    }
  }

  /** Fails if a receiver did. */
  public void check(String host, Command command) throws RemoteException {
    IOException failed = failure.get();
    if (failed != null) {
      throw refused(host, command, failed);
    }
  }

  /** The error for a command that was ended because a receiver failed. */
  static RemoteException refused(String host, Command command, IOException failed) {
    return new RemoteException.Refused(
        "%s: `%s` was ended: %s".formatted(host, command, failed.getMessage()),
        "let it print less, or redirect its output to a file there and fetch that",
        failed);
  }

  /** Something that a receiver may fail in. */
  @FunctionalInterface
  private interface Handing {
    void go() throws IOException;
  }

  /** Counts, and swallows after a failure. */
  private final class Watched extends OutputStream {

    private final OutputStream receiver;

    Watched(OutputStream receiver) {
      this.receiver = receiver;
    }

    @Override
    public void write(int character) {
      write(new byte[] {(byte) character}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count.addAndGet(length);
      hand(() -> receiver.write(bytes, offset, length));
    }

    /** What is printed is to be seen while the command runs. */
    @Override
    public void flush() {
      hand(receiver::flush);
    }

    private void hand(Handing handing) {
      if (failure.get() != null) {
        return;
      }
      try {
        handing.go();
      } catch (IOException failed) {
        if (failure.compareAndSet(null, failed)) {
          whenRefused.run();
        }
      }
    }
  }
}
