package dev.drover.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Hears what operators ask of a run from other terminals. */
public final class Operator {

  /** So soon a request is heard. */
  private static final Duration PACE = Duration.ofMillis(200);

  /** Does what a request to stop asks for, which is the same as Ctrl-C does. */
  @FunctionalInterface
  public interface Stopper {
    /** Stops the run, and has written so in its journal when it returns. */
    void stop(OperatorRequest request);
  }

  private final Inbox inbox;
  private final Ledger ledger;
  private final Stopper stopper;
  private final Means means;

  /** Hears requests to the run of a ledger. */
  public Operator(Inbox inbox, Ledger ledger, Means means, Stopper stopper) {
    this.inbox = inbox;
    this.ledger = ledger;
    this.stopper = stopper;
    this.means = means;
  }

  /**
   * Hears them until the thread is interrupted; what was asked of an earlier attempt is dropped.
   */
  public void listen() throws IOException {
    for (Path old : inbox.pending()) {
      inbox.heard(old);
    }
    try {
      while (true) {
        hear();
        means.waiter().sleep(PACE);
      }
    } catch (InterruptedException runEnded) {
      // nobody is left to be asked for anything
    }
  }

  /** Hears what has been asked for by now. */
  void hear() throws IOException {
    for (Path file : inbox.pending()) {
      Optional<OperatorRequest> request = inbox.read(file);
      Optional<String> refusal =
          request.isEmpty()
              ? Optional.of("the request can't be read: another version of Drover wrote it")
              : request.get().refusal(ledger.state(), true);
      if (refusal.isPresent()) {
        inbox.refused(file, refusal.get());
      } else {
        grant(request.orElseThrow());
        inbox.heard(file);
      }
    }
  }

  private void grant(OperatorRequest request) {
    switch (request.verb()) {
      case STOP, ABORT -> stopper.stop(request);
      case PAUSE, CONTINUE, SKIP, RETRY -> ledger.write(request.entry(means.clock().now()));
    }
  }
}
