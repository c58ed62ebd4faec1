package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Real Git traffic through a balancer: clones and pushes at a fixed rate over HTTP and SSH, long
 * clones held open. No request is retried; what fails is counted with its reason.
 */
public final class Traffic implements AutoCloseable {

  /**
   * The traffic at a moment.
   *
   * @param nodes each node's state at the balancer
   */
  public record Snapshot(
      Duration since, int sent, int failed, int open, int longOpen, Map<String, String> nodes) {}

  private final TrafficSpec spec;
  private final RequestLog log = new RequestLog();
  private final OutOfService absences;
  private final List<Thread> clients = new ArrayList<>();
  private final List<Thread> others = new ArrayList<>();

  private Traffic(TrafficSpec spec, RuntimeApi balancer) {
    this.spec = spec;
    this.absences = new OutOfService(balancer, log);
  }

  /**
   * Starts traffic.
   *
   * @param work directory for the clients' clones
   */
  public static Traffic start(
      TrafficTarget target,
      TrafficSpec spec,
      Git git,
      RuntimeApi balancer,
      Path work,
      Waiter waiter)
      throws IOException, InterruptedException {
    Traffic traffic = new Traffic(spec, balancer);
    List<TrafficClient> clients = new ArrayList<>();
    for (int i = 0; i < spec.workers(); i++) {
      TrafficClient client =
          new TrafficClient(i, git, target, spec, traffic.log, work.resolve("client-" + i));
      client.prepare();
      clients.add(client);
    }
    traffic.others.add(begin("balancer watch", () -> traffic.absences.run(waiter)));
    clients.forEach(client -> traffic.clients.add(begin("client", () -> client.run(waiter))));
    for (int i = 0; i < spec.longClones(); i++) {
      RequestKind kind = i % 2 == 0 ? RequestKind.LONG_CLONE_HTTP : RequestKind.LONG_CLONE_SSH;
      LongCloner cloner =
          new LongCloner(kind, git, target, spec, traffic.log, work.resolve("long-" + i));
      traffic.others.add(begin("long clone", () -> cloner.run(waiter)));
    }
    return traffic;
  }

  private static Thread begin(String name, Runnable work) {
    return Thread.ofVirtual().name(name).start(work);
  }

  /** How it goes now. */
  public Snapshot snapshot() {
    List<SentRequest> sent = log.sent();
    int failed = (int) sent.stream().filter(SentRequest::failed).count();
    return new Snapshot(
        log.now(), sent.size(), failed, log.open(), log.openLong(), absences.latest());
  }

  /** Failures so far. */
  public List<SentRequest> failures() {
    return log.sent().stream().filter(SentRequest::failed).toList();
  }

  /** The commits whose pushes the server has acknowledged. */
  public List<String> acknowledged() {
    return log.acknowledged();
  }

  /** Ends it: small requests under way are waited for, long clones are cut and not counted. */
  public TrafficReport stop() throws InterruptedException {
    Duration lasted = log.now();
    log.end();
    for (Thread client : clients) {
      client.join();
    }
    close();
    for (Thread thread : others) {
      thread.join();
    }
    Map<String, Duration> longest = new TreeMap<>();
    absences.latest().keySet().forEach(node -> longest.put(node, Duration.ZERO));
    int left = 0;
    for (OutOfService.Absence absence : absences.absences()) {
      longest.merge(
          absence.node(), absence.length(), (one, two) -> one.compareTo(two) > 0 ? one : two);
      left += absence.left();
    }
    return new TrafficReport(
        log.sent(), lasted, spec.slow(), longest, left, heldAcross(absences.absences()));
  }

  private int heldAcross(List<OutOfService.Absence> out) {
    return (int)
        log.sent().stream()
            .filter(request -> request.kind().isLong() && !request.failed())
            .filter(request ->
                out.stream()
                    .map(OutOfService.Absence::begin)
                    .anyMatch(begin ->
                        request.begin().compareTo(begin) < 0 && request.end().compareTo(begin) > 0))
            .count();
  }

  @Override
  public void close() {
    clients.forEach(Thread::interrupt);
    others.forEach(Thread::interrupt);
  }
}
