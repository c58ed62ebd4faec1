package dev.drover.journal;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where groups of tasks and handlers stand: a part of {@link RunState}, which guards it. */
final class GroupState {

  private final Map<String, Entry.RescueBegan> rescues = new LinkedHashMap<>();
  private final Map<String, Entry.GroupRepeated> repeats = new HashMap<>();
  private final Map<String, Entry.GroupFailed> failed = new LinkedHashMap<>();
  private final Set<String> held = new LinkedHashSet<>();
  private final Map<String, Entry.HandlerNotified> notified = new LinkedHashMap<>();
  private final Map<String, Entry.HandlerStarted> started = new LinkedHashMap<>();

  void rescue(Entry.RescueBegan entry) {
    rescues.put(entry.group(), entry);
    failed.remove(entry.group());
  }

  /** Steps are to run again, and what groups inside them came to is forgotten. */
  void repeat(Entry.GroupRepeated entry) {
    Set<String> steps = Set.copyOf(entry.steps());
    rescues.values().removeIf(rescue -> meets(rescue.failed(), steps));
    started.values().removeIf(handler -> meets(handler.steps(), steps));
    repeats.values().removeIf(inner -> steps.containsAll(inner.steps()));
    held.remove(entry.group());
    failed.remove(entry.group());
    if (entry.attempt() > 0) {
      repeats.put(entry.group(), entry);
    }
  }

  private static boolean meets(Collection<String> some, Set<String> steps) {
    return !Collections.disjoint(some, steps);
  }

  void fail(Entry.GroupFailed entry) {
    failed.put(entry.group(), entry);
  }

  void hold(Entry.GroupHeld entry) {
    held.add(entry.group());
    failed.remove(entry.group());
  }

  void notify(Entry.HandlerNotified entry) {
    notified.putIfAbsent(entry.handler(), entry);
  }

  void start(Entry.HandlerStarted entry) {
    notified.remove(entry.handler());
    started.put(entry.phase() + " " + entry.handler(), entry);
  }

  /** Whoever resumes a run gives its groups their attempts anew. */
  void resumed() {
    repeats.clear();
  }

  Optional<Entry.RescueBegan> rescue(String group) {
    return Optional.ofNullable(rescues.get(group));
  }

  boolean isRescued(String step) {
    return rescues.values().stream().anyMatch(rescue -> rescue.failed().contains(step));
  }

  int repeats(String group) {
    return Optional.ofNullable(repeats.get(group)).map(Entry.GroupRepeated::attempt).orElse(0);
  }

  boolean isHeld(String group) {
    return held.contains(group);
  }

  List<Entry.GroupFailed> failed() {
    return List.copyOf(failed.values());
  }

  List<Entry.HandlerNotified> notified() {
    return List.copyOf(notified.values());
  }

  boolean isNotified(String handler) {
    return notified.containsKey(handler);
  }

  boolean isStarted(String phase, String handler) {
    return started.containsKey(phase + " " + handler);
  }
}
