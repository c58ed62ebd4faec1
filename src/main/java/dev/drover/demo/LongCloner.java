package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Holds a clone of the large repository open through a slow line, one after the other. */
final class LongCloner {

  /** How long a clone lasts: longer than the demo's drain, shorter than a server's grace. */
  private static final Duration LENGTH = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final RequestKind kind;
  private final Git git;
  private final TrafficTarget target;
  private final TrafficSpec spec;
  private final RequestLog log;
  private final Path work;

  LongCloner(
      RequestKind kind,
      Git git,
      TrafficTarget target,
      TrafficSpec spec,
      RequestLog log,
      Path work) {
    this.kind = kind;
    this.git = git;
    this.target = target;
    this.spec = spec;
    this.log = log;
    this.work = work;
  }

  /** Clones again and again until it is interrupted. */
  void run(Waiter waiter) {
    int rate = (int) Math.max(1, target.largeBytes() / LENGTH.toSeconds());
    try (SlowLine line = new SlowLine(target.port(kind), rate, waiter)) {
      Files.createDirectories(work);
      while (true) {
        cloneOnce(line);
        waiter.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void cloneOnce(SlowLine line) throws IOException, InterruptedException {
    Path copy = work.resolve("long-" + UUID.randomUUID());
    Duration begin = log.now();
    log.begins(kind);
    try {
      String url = target.url(kind, target.large(), line.port());
      log.ends(
          kind,
          begin,
          git.run(work, spec.limit(), "clone", "--quiet", "--bare", url, copy.toString()));
    } catch (InterruptedException e) {
      log.closes(kind);
      throw e;
    } finally {
      FileTree.delete(copy);
    }
  }
}
