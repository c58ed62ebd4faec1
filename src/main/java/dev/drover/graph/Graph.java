package dev.drover.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A directed graph whose nodes keep the order in which they were added.
 *
 * @param <N> the nodes; they need {@code equals} and {@code hashCode}
 */
public final class Graph<N> {

  private final Map<N, Set<N>> after = new LinkedHashMap<>();
  private final Map<N, Set<N>> before = new LinkedHashMap<>();

  /** Adds a node; one that is there already stays where it is. */
  public void add(N node) {
    after.computeIfAbsent(node, _ -> new LinkedHashSet<>());
    before.computeIfAbsent(node, _ -> new LinkedHashSet<>());
  }

  /** Says that {@code first} comes before {@code second}; both are added if they are new. */
  public void connect(N first, N second) {
    add(first);
    add(second);
    edges(after, first).add(second);
    edges(before, second).add(first);
  }

  /** All nodes, in the order added. */
  public List<N> nodes() {
    return List.copyOf(after.keySet());
  }

  /** The nodes directly after {@code node}. */
  public Set<N> after(N node) {
    return Collections.unmodifiableSet(edges(after, node));
  }

  /** The nodes directly before {@code node}. */
  public Set<N> before(N node) {
    return Collections.unmodifiableSet(edges(before, node));
  }

  /** All nodes that come before {@code node}, near ones first. */
  public Set<N> allBefore(N node) {
    Set<N> found = new LinkedHashSet<>();
    Deque<N> open = new ArrayDeque<>(before(node));
    while (!open.isEmpty()) {
      N next = open.removeFirst();
      if (found.add(next)) {
        open.addAll(before(next));
      }
    }
    return found;
  }

  /**
   * All nodes so that each stands behind those before it; among free ones the one added first comes
   * first.
   *
   * @throws IllegalStateException if there is a cycle; ask {@link #cycle} first
   */
  public List<N> order() {
    Map<N, Integer> missing = new HashMap<>();
    Deque<N> free = new ArrayDeque<>();
    for (N node : after.keySet()) {
      missing.put(node, before(node).size());
      if (before(node).isEmpty()) {
        free.add(node);
      }
    }
    List<N> ordered = new ArrayList<>();
    while (!free.isEmpty()) {
      N node = free.removeFirst();
      ordered.add(node);
      for (N next : after(node)) {
        if (missing.merge(next, -1, Integer::sum) == 0) {
          free.add(next);
        }
      }
    }
    if (ordered.size() < after.size()) {
      throw new IllegalStateException("the graph has a cycle: " + cycle().orElseThrow());
    }
    return ordered;
  }

  /**
   * The nodes of a cycle, each before the next and the last before the first; empty if there is
   * none.
   */
  public Optional<List<N>> cycle() {
    Set<N> done = new HashSet<>();
    for (N start : after.keySet()) {
      Optional<List<N>> found = cycleFrom(start, done);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Walks without recursion, so that a chain of a hundred thousand steps does not end the stack.
   */
  private Optional<List<N>> cycleFrom(N start, Set<N> done) {
    Set<N> path = new LinkedHashSet<>();
    Deque<Deque<N>> open = new ArrayDeque<>();
    open.push(new ArrayDeque<>(List.of(start)));
    while (!open.isEmpty()) {
      if (open.element().isEmpty()) {
        open.pop();
        if (!path.isEmpty()) {
          done.add(((LinkedHashSet<N>) path).removeLast());
        }
        continue;
      }
      N node = open.element().removeFirst();
      if (path.contains(node)) {
        List<N> walked = List.copyOf(path);
        return Optional.of(walked.subList(walked.indexOf(node), walked.size()));
      }
      if (!done.contains(node)) {
        path.add(node);
        open.push(new ArrayDeque<>(after(node)));
      }
    }
    return Optional.empty();
  }

  private Set<N> edges(Map<N, Set<N>> side, N node) {
    Set<N> found = side.get(node);
    if (found == null) {
      throw new IllegalArgumentException("not a node of this graph: " + node);
    }
    return found;
  }

  /** One line per node: {@code a -> b, c}. */
  @Override
  public String toString() {
    return after.entrySet().stream()
        .map(entry ->
            entry.getKey()
                + entry.getValue().stream()
                    .map(Object::toString)
                    .collect(
                        Collectors.joining(", ", entry.getValue().isEmpty() ? "" : " -> ", "")))
        .collect(Collectors.joining("\n"));
  }
}
