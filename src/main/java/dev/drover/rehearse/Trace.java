package dev.drover.rehearse;

import dev.drover.journal.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a run did, as far as faults can be put beside it. */
final class Trace {

  private final Records names = new Records();
  private final List<String> records = new ArrayList<>();
  private final Set<String> steps = new LinkedHashSet<>();
  private final Set<String> posts = new LinkedHashSet<>();
  private final Set<String> touched = new HashSet<>();
  private final Map<String, Integer> changes = new HashMap<>();
  private final Map<String, Integer> effectsBefore = new LinkedHashMap<>();
  private int effects;

  void entry(Entry entry) {
    String name = names.name(entry);
    records.add(name);
    effectsBefore.put(name, effects);
    if (entry instanceof Entry.StepBegan began) {
      steps.add(began.step());
    }
  }

  void touch(Touch touch) {
    if (touch.changes()) {
      effects++;
      changes.merge(touch.step(), 1, Integer::sum);
    }
    touched.add(touch.step());
  }

  void post(String step) {
    posts.add(step);
  }

  /** The records of its journal, in their order. */
  List<String> records() {
    return List.copyOf(records);
  }

  /**
   * The record behind one, if nothing took effect between the two: then it is all the same whether
   * the controller dies after the one or at the other.
   */
  Optional<String> sameAsAfter(String record) {
    int next = records.indexOf(record) + 1;
    return next < records.size()
            && java.util.Objects.equals(
                effectsBefore.get(record), effectsBefore.get(records.get(next)))
        ? Optional.of(records.get(next))
        : Optional.empty();
  }

  /** The number of the first record at which a fault can strike. */
  int first(Fault fault) {
    return switch (fault.sort().where()) {
      case RECORD -> Math.max(0, records.indexOf(fault.place()));
      case STEP -> Math.max(0, records.indexOf("step-began:" + fault.place().split("#", 2)[0]));
      case NODE -> 0; // it is weak from the beginning
    };
  }

  /** The steps that were begun, in that order. */
  List<String> steps() {
    return List.copyOf(steps);
  }

  /** Whether a step goes through any door. */
  boolean touches(String step) {
    return touched.contains(step);
  }

  /** How many effects a step has. */
  int changes(String step) {
    return changes.getOrDefault(step, 0);
  }

  /** Whether a step asks an endpoint to change something. */
  boolean posts(String step) {
    return posts.contains(step);
  }
}
