package dev.drover.plan;

import dev.drover.expr.Scope;
import dev.drover.expr.Scope.Definition;
import dev.drover.expr.Scope.Known;
import dev.drover.expr.Scope.Later;
import dev.drover.expr.Shape;
import dev.drover.expr.Value;
import dev.drover.expr.Values;
import dev.drover.machine.HostFacts;
import dev.drover.model.Host;
import dev.drover.model.Iteration;
import dev.drover.model.Scopes;
import dev.drover.schema.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What earlier steps registered, for their host or for all if they ran once, and what hosts have
 * told of themselves. Safe for use by several lanes.
 */
public final class Results {

  private static final Later NOT_ASKED = new Later(HostFacts.shape());

  /** Where the result of a loop has those of its iterations. */
  private static final String RESULTS = "results";

  private final Map<String, Definition> shared = new LinkedHashMap<>();
  private final Map<String, Map<Integer, Value>> loops = new HashMap<>();
  private final Map<String, Map<String, Definition>> byHost = new LinkedHashMap<>();

  private final Map<String, Map<String, Object>> facts = new LinkedHashMap<>();

  /** A name of a host; of all hosts, if that is empty. */
  private record Owned(String host, String name) {}

  /** The steps whose results nobody knows any more, by the names that rest on them. */
  private final Map<Owned, List<Step>> lost = new HashMap<>();

  /** Registers a name. */
  public synchronized void add(Step step, String name, Definition definition) {
    lost.remove(owned(step, name));
    put(step, name, definition);
  }

  private void put(Step step, String name, Definition definition) {
    if (step.once()) {
      shared.put(name, definition);
      lost.keySet().removeIf(other -> other.name().equals(name) && !other.host().isEmpty());
      byHost.values().forEach(names -> names.remove(name));
    } else {
      byHost.computeIfAbsent(step.host().name(), _ -> new LinkedHashMap<>()).put(name, definition);
    }
  }

  /** Registers the result of a step; that of an iteration becomes a part of its loop's. */
  public synchronized void register(Step step, String name, Value value) {
    List<Step> others = lostWith(step, name);
    add(
        step,
        name,
        new Known(
            Values.told(
                step.task()
                    .wiring()
                    .iteration()
                    .map(iteration -> together(step, name, iteration, value))
                    .orElse(value))));
    if (!others.isEmpty()) {
      lose(step, name, others);
    }
  }

  /**
   * A name has no value although its step has run: an earlier attempt of the run knew it, and its
   * journal does not, for it is secret.
   */
  public synchronized void lose(Step step, String name) {
    List<Step> all = new ArrayList<>(lostWith(step, name));
    all.add(step);
    lose(step, name, all);
  }

  private void lose(Step step, String name, List<Step> steps) {
    boolean registered = step.task().keywords().register().filter(name::equals).isPresent();
    put(step, name, registered ? later(step) : new Later(Map.of()));
    lost.put(owned(step, name), List.copyOf(steps));
  }

  /** The other iterations of its loop whose results are lost. */
  private List<Step> lostWith(Step step, String name) {
    return lost.getOrDefault(owned(step, name), List.of()).stream()
        .filter(other -> !other.id().equals(step.id()) && loop(step).isPresent())
        .filter(other -> loop(other).equals(loop(step)))
        .toList();
  }

  private static Optional<String> loop(Step step) {
    return step.task().wiring().iteration().map(Iteration::task);
  }

  private static Owned owned(Step step, String name) {
    return new Owned(step.once() ? "" : step.host().name(), name);
  }

  /** True if some name is lost. */
  public synchronized boolean hasLost() {
    return !lost.isEmpty();
  }

  /** The steps that must be run again before a host can use a name; none if it is known. */
  public synchronized List<Step> lost(Host host, String name) {
    return of(host).get(name) instanceof Later
        ? lost.getOrDefault(
            new Owned(host.name(), name), lost.getOrDefault(new Owned("", name), List.of()))
        : List.of();
  }

  /** A step that registers a name is not run; a value that the name has stays. */
  public synchronized void skip(Step step, String name) {
    if (!of(step.host()).containsKey(name)) {
      register(step, name, Value.of(Map.of("changed", false, "failed", false, "skipped", true)));
    }
  }

  private Value together(Step step, String name, Iteration iteration, Value value) {
    String key = (step.once() ? "" : step.host().name()) + " " + name + " " + iteration.task();
    Map<Integer, Value> all = loops.computeIfAbsent(key, _ -> new TreeMap<>());
    Map<String, Value> own = new LinkedHashMap<>();
    if (value instanceof Value.Fields(Map<String, Value> fields)) {
      own.putAll(fields);
    }
    own.put(iteration.variable(), iteration.item());
    all.put(iteration.index(), new Value.Fields(own));
    Map<String, Value> whole = new LinkedHashMap<>();
    whole.put(
        "changed", new Value.Truth(all.values().stream().anyMatch(one -> is(one, "changed"))));
    whole.put("failed", new Value.Truth(all.values().stream().anyMatch(one -> is(one, "failed"))));
    whole.put(
        "skipped", new Value.Truth(all.values().stream().allMatch(one -> is(one, "skipped"))));
    whole.put(RESULTS, new Value.Items(List.copyOf(all.values())));
    return new Value.Fields(whole);
  }

  private static boolean is(Value result, String field) {
    return result instanceof Value.Fields(Map<String, Value> fields)
        && fields.get(field) instanceof Value.Truth(boolean truth)
        && truth;
  }

  /** What is known before the run of what a step registers: of a loop, a list of results. */
  static Definition later(Step step) {
    if (step.task().wiring().iteration().isEmpty()) {
      return new Later(Shapes.ofResult(step.kind().result()));
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Shapes.ALWAYS.forEach(name -> shapes.put(name, Shape.TRUTH));
    shapes.put(RESULTS, Shape.LIST);
    return new Later(shapes);
  }

  /** What names mean for a step before the run. */
  Scope scope(Scopes scopes, PlannedPlay play, Step step) {
    return scopes.of(play.play(), play.hosts(), step.task(), step.host(), before(step));
  }

  /** What a step may use before the run. */
  Map<String, Definition> before(Step step) {
    Map<String, Definition> names = of(step.host());
    if (step.place().rescues().isPresent()) {
      names.putAll(Failure.later());
    }
    return names;
  }

  /** What a host's next task may use. */
  public synchronized Map<String, Definition> of(Host host) {
    Map<String, Definition> names = new LinkedHashMap<>(shared);
    names.putAll(byHost.getOrDefault(host.name(), Map.of()));
    Map<String, Object> told = facts(host);
    names.put(HostFacts.NAME, told.isEmpty() ? NOT_ASKED : new Known(Values.told(Value.of(told))));
    return names;
  }

  /** The host of a name has told of itself. */
  public synchronized void facts(String host, Map<String, Object> told) {
    facts.put(host, Map.copyOf(told));
  }

  /** What a host has told of itself; empty if it was not asked. */
  public synchronized Map<String, Object> facts(Host host) {
    return facts.getOrDefault(host.name(), Map.of());
  }
}
