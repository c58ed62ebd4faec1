package dev.drover.demo;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of the traffic.
 *
 * @param sent every request that ended
 * @param lasted how long the traffic flowed
 * @param slow limit above which a small request counts as slow
 * @param longestOut per node, the longest time without new sessions
 * @param left sessions that nodes still had at the moment they were taken out
 * @param heldAcross long clones that ended well and were under way when a node was taken out
 */
public record TrafficReport(
    List<SentRequest> sent,
    Duration lasted,
    Duration slow,
    Map<String, Duration> longestOut,
    int left,
    int heldAcross) {

  public TrafficReport {
    sent = List.copyOf(sent);
    longestOut = java.util.Collections.unmodifiableMap(new TreeMap<>(longestOut));
  }

  /** The requests that failed. */
  public List<SentRequest> failures() {
    return sent.stream().filter(SentRequest::failed).toList();
  }

  /** How many failures were cut or refused connections. */
  public long resets() {
    return sent.stream().filter(SentRequest::reset).count();
  }

  /** How many small requests took longer than they should. */
  public long slowOnes() {
    return sent.stream()
        .filter(request -> !request.kind().isLong())
        .filter(request -> request.took().compareTo(slow) > 0)
        .count();
  }

  /** The slowest small request. */
  public Duration slowest() {
    return sent.stream()
        .filter(request -> !request.kind().isLong())
        .map(SentRequest::took)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** How many requests of each kind ended. */
  public Map<RequestKind, Long> byKind() {
    Map<RequestKind, Long> counts = new EnumMap<>(RequestKind.class);
    sent.forEach(request -> counts.merge(request.kind(), 1L, Long::sum));
    return counts;
  }
}
