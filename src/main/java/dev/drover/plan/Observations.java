package dev.drover.plan;

import dev.drover.task.Observation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gathers what was seen while planning: each thing once, sorted, whoever of several lanes saw it
 * first. Who saw the same thing differently, for instance two nodes that don't agree on their
 * cluster, is told as one observation with both values.
 */
final class Observations {

  /** One thing that was seen. */
  private record Thing(String subject, String name, boolean live) implements Comparable<Thing> {
    private static final java.util.Comparator<Thing> ORDER =
        java.util.Comparator.comparing(Thing::subject)
            .thenComparing(Thing::name)
            .thenComparing(Thing::live);

    @Override
    public int compareTo(Thing other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<Thing, TreeSet<String>> seen = new TreeMap<>();

  /** Adds what was seen. */
  synchronized void add(Observation one) {
    seen.computeIfAbsent(new Thing(one.subject(), one.name(), one.live()), _ -> new TreeSet<>())
        .add(one.value());
  }

  /** Everything, sorted by subject and name. */
  synchronized List<Observation> sorted() {
    return seen.entrySet().stream()
        .map(entry ->
            new Observation(
                entry.getKey().subject(),
                entry.getKey().name(),
                entry.getValue().stream().collect(Collectors.joining("; ")),
                entry.getKey().live()))
        .toList();
  }
}
