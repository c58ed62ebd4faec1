package dev.drover.demo;

import dev.drover.time.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches the balancer and remembers for how long each node took no new sessions, on either
 * protocol.
 */
final class OutOfService {

  private static final Duration LOOK = Duration.ofMillis(250);

  /**
   * A time in which a node was out.
   *
   * @param left sessions that it still had when it went out
   */
  record Absence(String node, Duration begin, Duration end, int left) {
    Duration length() {
      return end.minus(begin);
    }
  }

  private final RuntimeApi api;
  private final RequestLog log;
  private final Map<String, Absence> open = new HashMap<>();
  private final List<Absence> closed = new ArrayList<>();
  private List<RuntimeApi.Row> latest = List.of();

  OutOfService(RuntimeApi api, RequestLog log) {
    this.api = api;
    this.log = log;
  }

  /** Looks until it is interrupted. */
  void run(Waiter waiter) {
    try {
      while (true) {
        try {
          seen(api.servers());
        } catch (IOException e) {
          // The balancer is gone: the requests will tell.
        }
        waiter.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void seen(List<RuntimeApi.Row> rows) {
    latest = rows;
    Duration now = log.now();
    Set<String> out = new HashSet<>();
    for (RuntimeApi.Row row : rows) {
      if (!row.takesTraffic()) {
        out.add(row.server());
      }
    }
    for (String node : out) {
      Absence before = open.get(node);
      open.put(
          node,
          before == null
              ? new Absence(node, now, now, sessions(rows, node))
              : new Absence(node, before.begin(), now, before.left()));
    }
    for (String node : Set.copyOf(open.keySet())) {
      if (!out.contains(node)) {
        Absence ended = open.remove(node);
        if (ended != null) {
          closed.add(new Absence(node, ended.begin(), now, ended.left()));
        }
      }
    }
  }

  private static int sessions(List<RuntimeApi.Row> rows, String node) {
    return rows.stream()
        .filter(row -> row.server().equals(node))
        .mapToInt(RuntimeApi.Row::sessions)
        .sum();
  }

  /** Every absence so far, those that last still included. */
  synchronized List<Absence> absences() {
    List<Absence> all = new ArrayList<>(closed);
    all.addAll(open.values());
    return List.copyOf(all);
  }

  /** Each node's state in a word, as last seen. */
  synchronized Map<String, String> latest() {
    Map<String, String> words = new LinkedHashMap<>();
    for (RuntimeApi.Row row : latest) {
      words.merge(row.server(), row.status(), (one, two) -> one.startsWith("UP") ? two : one);
    }
    return words;
  }
}
