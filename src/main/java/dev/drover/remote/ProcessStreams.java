package dev.drover.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.exec.ExecuteStreamHandler;

/** Feeds a local process and takes what it prints, each stream on a thread of its own. */
final class ProcessStreams implements ExecuteStreamHandler {

  private final InputStream input;
  private final Printed printed;
  private OutputStream stdin = OutputStream.nullOutputStream();
  private InputStream stdout = InputStream.nullInputStream();
  private InputStream stderr = InputStream.nullInputStream();
  private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

  ProcessStreams(InputStream input, Printed printed) {
    this.input = input;
    this.printed = printed;
  }

  @Override
  public void setProcessInputStream(OutputStream stream) {
    stdin = stream;
  }

  @Override
  public void setProcessOutputStream(InputStream stream) {
    stdout = stream;
  }

  @Override
  public void setProcessErrorStream(InputStream stream) {
    stderr = stream;
  }

  @Override
  public void start() {
    Thread.ofVirtual().start(this::feed);
    ended = CompletableFuture.allOf(pump(stdout, printed.out()), pump(stderr, printed.err()));
  }

  @Override
  public void stop() throws IOException {
    try {
      printed.settle(ended);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void feed() {
    try (OutputStream closing = stdin) {
      input.transferTo(closing);
    } catch (IOException broken) {
      // The process ended before it took everything, which is its right.
      return;
    }
  }

  private static CompletableFuture<Void> pump(InputStream from, OutputStream to) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            from.transferTo(to);
          } catch (IOException broken) {
            done.complete(null);
          }
          done.complete(null);
        });
    return done;
  }
}
