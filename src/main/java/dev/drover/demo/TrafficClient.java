package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * One client of the traffic: at a fixed rate it clones and pushes, by turns over HTTP and SSH, and
 * never tries anything twice.
 */
final class TrafficClient {

  /** The tree without a file, which every repository knows. */
  private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  private static final List<RequestKind> TURNS =
      List.of(
          RequestKind.CLONE_HTTP,
          RequestKind.PUSH_HTTP,
          RequestKind.CLONE_SSH,
          RequestKind.PUSH_SSH);

  private static final Duration LOCAL = Duration.ofSeconds(30);

  private final int number;
  private final Git git;
  private final TrafficTarget target;
  private final TrafficSpec spec;
  private final RequestLog log;
  private final Path work;
  private final String branch;
  private String tip = "";
  private int commits;

  TrafficClient(
      int number, Git git, TrafficTarget target, TrafficSpec spec, RequestLog log, Path work) {
    this.number = number;
    this.git = git;
    this.target = target;
    this.spec = spec;
    this.log = log;
    this.work = work;
    this.branch = "traffic-" + UUID.randomUUID();
  }

  /** Makes the repository that this client commits to. */
  void prepare() throws IOException, InterruptedException {
    Files.createDirectories(work);
    must(git.run(work, LOCAL, "init", "--quiet", "--bare", "own.git"));
    Path empty = Files.createFile(work.resolve("empty"));
    must(git.run(own(), LOCAL, "hash-object", "-t", "tree", "-w", empty.toString()));
  }

  /** Sends requests until the traffic ends; one that is late is sent at once, none is left out. */
  void run(Waiter waiter) {
    try {
      Duration first = log.now().plus(spec.period().multipliedBy(number).dividedBy(spec.workers()));
      for (int i = 0; !log.ending(); i++) {
        Duration wait = first.plus(spec.period().multipliedBy(i)).minus(log.now());
        if (wait.isPositive()) {
          waiter.sleep(wait);
        }
        RequestKind kind = TURNS.get((number + i) % TURNS.size());
        if (kind.isPush()) {
          push(kind);
        } else {
          cloneOnce(kind);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void cloneOnce(RequestKind kind) throws IOException, InterruptedException {
    Path copy = work.resolve("clone-" + UUID.randomUUID());
    String url = target.url(kind, target.repository(), target.port(kind));
    try {
      send(kind, "clone", "--quiet", "--bare", url, copy.toString());
    } finally {
      FileTree.delete(copy);
    }
  }

  private void push(RequestKind kind) throws IOException, InterruptedException {
    String commit = commit();
    String url = target.url(kind, target.repository(), target.port(kind));
    Git.Ending ending = send(kind, "push", "--quiet", url, commit + ":refs/heads/" + branch);
    if (ending.ok()) {
      log.acknowledge(commit);
    }
  }

  private String commit() throws IOException, InterruptedException {
    String message = "client " + number + ", commit " + ++commits;
    Git.Ending made =
        tip.isEmpty()
            ? git.run(own(), LOCAL, "commit-tree", "-m", message, EMPTY_TREE)
            : git.run(own(), LOCAL, "commit-tree", "-p", tip, "-m", message, EMPTY_TREE);
    must(made);
    tip = made.output().strip();
    return tip;
  }

  private Git.Ending send(RequestKind kind, String... command)
      throws IOException, InterruptedException {
    Duration begin = log.now();
    log.begins(kind);
    try {
      Git.Ending ending = git.run(own(), spec.limit(), command);
      log.ends(kind, begin, ending);
      return ending;
    } catch (InterruptedException e) {
      log.closes(kind);
      throw e;
    }
  }

  private Path own() {
    return work.resolve("own.git");
  }

  private static void must(Git.Ending ending) throws IOException {
    if (!ending.ok()) {
      throw new IOException("a local Git command failed: " + ending.firstWords());
    }
  }
}
