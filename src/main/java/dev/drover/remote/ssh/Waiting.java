package dev.drover.remote.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.future.SshFuture;
import org.apache.sshd.common.future.VerifiableFuture;

/** Waits for MINA's futures so that an interrupted thread stops at once. */
final class Waiting {

  private Waiting() {}

  /** Lets a moment pass. */
  static void pause(Duration moment) throws InterruptedException {
    boolean never = new CountDownLatch(1).await(moment.toMillis(), TimeUnit.MILLISECONDS);
    if (never) {
      throw new IllegalStateException("nobody counts down");
    }
  }

  static <R, F extends SshFuture<F> & VerifiableFuture<R>> R of(F future, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    future.addListener(_ -> done.complete(true));
    try {
      done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    return future.verify(limit);
  }
}
