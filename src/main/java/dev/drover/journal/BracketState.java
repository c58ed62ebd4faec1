package dev.drover.journal;

import dev.drover.task.Bracket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is open, and what became of closing it: a part of {@link RunState}, which guards it. */
final class BracketState {

  private final Map<Bracket, Entry.BracketOpened> open = new LinkedHashMap<>();
  private final Map<Bracket, String> owners = new HashMap<>();
  private final Map<Bracket, Entry.BracketLeft> left = new HashMap<>();
  private final Set<Bracket> found = new LinkedHashSet<>();

  /** Hosts that take no traffic although nobody has taken them out, with what was seen. */
  private final Map<String, String> down = new LinkedHashMap<>();

  /** What the run has closed by itself, or tried to, by the step that had opened it. */
  private final Map<String, Bracket> undone = new LinkedHashMap<>();

  /** Who works on the run now: what is opened from here on is theirs. */
  private String by = "";

  /** The run itself. */
  private String run = "";

  void began(Entry.RunBegan entry) {
    run = entry.run();
    attempt(entry.by());
  }

  void attempt(String who) {
    by = who;
    left.clear(); // what was seen then is not what is so now
  }

  /** From the first node on that is taken out, upgrade mode may be past cancelling. */
  void open(Entry.BracketOpened entry) {
    if (open.putIfAbsent(entry.bracket(), entry) == null) {
      owners.put(entry.bracket(), by);
    }
    if (entry.bracket().type() == Bracket.Type.NODE_OUT_OF_SERVICE) {
      open.replaceAll(
          (bracket, one) -> bracket.type() == Bracket.Type.UPGRADE_MODE ? one.closedBy(run) : one);
    }
    left.remove(entry.bracket());
  }

  void closed(Entry.BracketClosed entry) {
    open.remove(entry.bracket());
    if (entry.bracket().type() == Bracket.Type.NODE_OUT_OF_SERVICE) {
      down.remove(entry.bracket().subject());
    }
    left.remove(entry.bracket());
    if (entry.found()) {
      found.add(entry.bracket());
    }
    undone
        .entrySet()
        .removeIf(
            one -> one.getValue().equals(entry.bracket()) && !one.getKey().equals(entry.step()));
  }

  void down(Entry.HostDown entry) {
    down.put(entry.host(), entry.seen());
  }

  void serves(Entry.HostServes entry) {
    down.remove(entry.host());
  }

  Map<String, String> down() {
    return Map.copyOf(down);
  }

  /** From here on nobody may rely on what the step did, unless it is seen to be so. */
  void closing(Entry.ClosingBegan entry) {
    undone.put(entry.step(), entry.bracket());
  }

  void left(Entry.BracketLeft entry) {
    left.put(entry.bracket(), entry);
    if (!entry.inDoubt()) {
      undone.remove(entry.step());
    }
  }

  /** A step ended: what it opens is as it says. */
  void ended(Entry.StepEnded step) {
    undone.remove(step.step());
    if (step.changed()) {
      open.values().stream()
          .filter(bracket -> bracket.step().equals(step.step()))
          .forEach(bracket -> found.remove(bracket.bracket())); // that was undone meanwhile
    }
  }

  List<Entry.BracketOpened> open() {
    return List.copyOf(open.values());
  }

  boolean isOpen(Bracket bracket) {
    return open.containsKey(bracket);
  }

  Set<Bracket> found() {
    return Set.copyOf(found);
  }

  boolean wasFound(Bracket bracket) {
    return found.contains(bracket);
  }

  String owner(Bracket bracket) {
    return owners.getOrDefault(bracket, "");
  }

  Optional<Entry.BracketLeft> left(Bracket bracket) {
    return Optional.ofNullable(left.get(bracket));
  }

  Optional<Bracket> undone(String step) {
    return Optional.ofNullable(undone.get(step));
  }
}
