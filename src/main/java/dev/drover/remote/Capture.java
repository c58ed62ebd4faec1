package dev.drover.remote;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a command prints, up to a limit; beyond it, calls for an end once. */
public final class Capture extends OutputStream {

  /** More than a person or a condition can make use of, little enough to hold for many hosts. */
  public static final int LIMIT = 8 << 20;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
  private final Runnable whenFull;
  private boolean full;

  /**
   * Keeps up to {@link #LIMIT} bytes.
   *
   * @param whenFull called once, when more than that comes
   */
  public Capture(Runnable whenFull) {
    this.whenFull = whenFull;
  }

  @Override
  public void write(int character) {
    write(new byte[] {(byte) character}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    boolean first;
    synchronized (this) {
      int room = Math.min(length, LIMIT - kept.size());
      kept.write(bytes, offset, room);
      first = room < length && !full;
      full |= room < length;
    }
    if (first) {
      whenFull.run();
    }
  }

  /** True if more came than was kept. */
  public synchronized boolean full() {
    return full;
  }

  /** What came, as UTF-8. */
  public synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** The error for a command that printed more than is kept. */
  public static RemoteException tooMuch(String host, Command command) {
    return new RemoteException.Refused(
        "%s: `%s` printed more than %d MiB and was ended".formatted(host, command, LIMIT >> 20),
        "let it print less, or redirect its output to a file there and fetch that",
        null);
  }
}
