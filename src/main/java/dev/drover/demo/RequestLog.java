package dev.drover.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What the traffic has sent so far, and which pushes the server has acknowledged. */
final class RequestLog {

  private final long zero = System.nanoTime();
  private final List<SentRequest> sent = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger openLong = new AtomicInteger();
  private volatile boolean ending;

  /** The time since the traffic began. */
  Duration now() {
    return Duration.ofNanos(System.nanoTime() - zero);
  }

  /** From now on no small request begins; those under way go on to their end. */
  void end() {
    ending = true;
  }

  boolean ending() {
    return ending;
  }

  void begins(RequestKind kind) {
    open.incrementAndGet();
    if (kind.isLong()) {
      openLong.incrementAndGet();
    }
  }

  void ends(RequestKind kind, Duration begin, Git.Ending ending) {
    closes(kind);
    Optional<String> error = ending.ok() ? Optional.empty() : Optional.of(ending.firstWords());
    synchronized (this) {
      sent.add(new SentRequest(kind, begin, now().minus(begin), error));
    }
  }

  /** A request that we ended ourselves, because the traffic stops: it says nothing. */
  void closes(RequestKind kind) {
    open.decrementAndGet();
    if (kind.isLong()) {
      openLong.decrementAndGet();
    }
  }

  synchronized void acknowledge(String commit) {
    acknowledged.add(commit);
  }

  synchronized List<SentRequest> sent() {
    return List.copyOf(sent);
  }

  synchronized List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  int open() {
    return open.get();
  }

  int openLong() {
    return openLong.get();
  }
}
