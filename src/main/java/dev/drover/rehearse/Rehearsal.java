package dev.drover.rehearse;

import dev.drover.journal.Entry;
import dev.drover.rehearse.Fault.Sort;
import dev.drover.time.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Rehearses a plan: once with nothing in its way, and then with each fault at each place that this
 * showed. The same seed gives the same results.
 */
public final class Rehearsal {

  private final Rehearsable site;
  private final Promise promise;
  private final long seed;
  private final UnaryOperator<List<Entry>> memory;
  private final Usual usual;
  private final Optional<String> goal;
  private final ScenarioResult undisturbed;
  private final Set<String> unknown;

  /** Plays the scenario in which nothing goes wrong. */
  public Rehearsal(Rehearsable site, long seed) {
    this(site, seed, Onlooker.NOBODY);
  }

  /** The same, and somebody watches that. */
  public Rehearsal(Rehearsable site, long seed, Onlooker onlooker) {
    this(site, Promise.of(site), seed, entries -> entries, onlooker);
  }

  /**
   * The same with another promise, or with a controller that remembers something else than its
   * journal says.
   */
  Rehearsal(
      Rehearsable site,
      Promise promise,
      long seed,
      UnaryOperator<List<Entry>> memory,
      Onlooker onlooker) {
    this.site = site;
    this.seed = seed;
    this.promise = promise;
    this.memory = memory;
    Rest beginning = Rest.beginning(SimulatedSite.of(site), Promise.of(site).serving().size());
    Usual nothing = new Usual(new Trace(), beginning, List.of());
    Performance first = performance(nothing, beginning, Scenario.UNDISTURBED);
    this.undisturbed = first.play(Optional.empty(), onlooker);
    this.goal = Optional.of(first.world());
    this.unknown = first.unknown();
    this.usual = new Usual(first.trace(), beginning, proved(first, nothing));
  }

  /** The rests from which a run goes on as the one that was not interrupted did. */
  private List<Rest> proved(Performance first, Usual nothing) {
    List<Rest> proved = new ArrayList<>();
    if (!undisturbed.kept() || site.plan().runbook().policy().maintenance().isPresent()) {
      return proved;
    }
    for (Rest kept : first.rests().reversed()) {
      Rest rest = kept.in(first.journal());
      Usual known = new Usual(first.trace(), nothing.beginning(), proved);
      Performance again = performance(known, rest, Scenario.UNDISTURBED);
      ScenarioResult result = again.play(goal, Onlooker.NOBODY);
      boolean whole =
          again.isSettled() || again.journal().getLast().equals(first.journal().getLast());
      if (result.kept() && whole && rest.isFollowedAlike(first.journal(), again.journal())) {
        proved.addFirst(rest.followedBy(again.lowestSince()));
      }
    }
    return proved;
  }

  /** What became of the run that nothing disturbed. */
  public ScenarioResult undisturbed() {
    return undisturbed;
  }

  /** How many hosts the plan promises in service at any moment, and how many serve at all. */
  public int promised() {
    return promise.capacity();
  }

  /** How many hosts serve if none is out. */
  public int serving() {
    return promise.serving().size();
  }

  /** The commands of its steps that the simulated hosts don't know; they were taken to end well. */
  public Set<String> unknown() {
    return unknown;
  }

  /**
   * At how many moments scenarios may begin and end, as the run that nothing disturbs stood then.
   */
  int shared() {
    return usual.rests().size();
  }

  /** Plays a scenario; for somebody who watches, from its beginning to its end. */
  public ScenarioResult play(Scenario scenario, Onlooker onlooker) {
    Usual known = onlooker.equals(Onlooker.NOBODY) ? usual : usual.whole();
    return performance(known, known.before(scenario), scenario).play(goal, onlooker);
  }

  private Performance performance(Usual known, Rest start, Scenario scenario) {
    return new Performance(site, promise, known, start, scenario, seed, memory);
  }

  /**
   * Plays scenarios, as many at once as there are processors; those that are the same only once.
   *
   * @param progress is told how many were played
   */
  public List<ScenarioResult> playAll(List<Scenario> scenarios, IntConsumer progress)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    List<Scenario> different = scenarios.stream().map(this::played).distinct().toList();
    Map<Scenario, ScenarioResult> results = new ConcurrentHashMap<>();
    Callable<Boolean> player =
        () -> {
          for (int i = next.getAndIncrement(); i < different.size(); i = next.getAndIncrement()) {
            results.put(different.get(i), play(different.get(i), Onlooker.NOBODY));
            progress.accept(done.incrementAndGet());
          }
          return true;
        };
    int players = Runtime.getRuntime().availableProcessors();
    Threads.THREADS.all("rehearsal", Collections.nCopies(players, player));
    return scenarios.stream()
        .map(scenario -> Objects.requireNonNull(results.get(played(scenario))).as(scenario))
        .toList();
  }

  /**
   * The scenario that is played for another: a controller that dies before a record leaves the same
   * world and the same journal as one that dies in the middle of it, for the torn record is cut
   * off, and so does one whose machine lost power; and so does one that died after the record
   * before, if nothing took effect in between.
   */
  public Scenario played(Scenario scenario) {
    if (scenario.faults().size() != 1) {
      return scenario;
    }
    Fault fault = scenario.faults().getFirst();
    return switch (fault.sort()) {
      case KILLED_BEFORE, POWER_LOST -> torn(fault.place());
      case KILLED_AFTER ->
          usual.trace().sameAsAfter(fault.place()).map(Rehearsal::torn).orElse(scenario);
      default -> scenario;
    };
  }

  private static Scenario torn(String record) {
    return new Scenario(List.of(new Fault(Sort.KILLED_TORN, record)));
  }

  /** Every single fault at every place. */
  public List<Scenario> singles() {
    Places places = new Places(site, usual.trace());
    List<Scenario> singles = new ArrayList<>();
    for (Sort sort : Sort.values()) {
      places.of(sort).forEach(place -> singles.add(new Scenario(List.of(new Fault(sort, place)))));
    }
    return singles;
  }

  /** So many pairs of faults, chosen by the seed; each once. */
  public List<Scenario> pairs(int number) {
    List<Scenario> singles = singles();
    SplittableRandom random = new SplittableRandom(seed);
    Set<Scenario> pairs = new LinkedHashSet<>();
    long all = (long) singles.size() * (singles.size() - 1);
    while (pairs.size() < Math.min(number, all)) {
      Fault one = singles.get(random.nextInt(singles.size())).faults().getFirst();
      Fault other = singles.get(random.nextInt(singles.size())).faults().getFirst();
      if (!one.equals(other)) {
        pairs.add(new Scenario(List.of(one, other)));
      }
    }
    return List.copyOf(pairs);
  }

  /** The scenario of an id; empty if there is none. */
  public Optional<Scenario> find(String id) {
    if (id.equals(Scenario.UNDISTURBED.id())) {
      return Optional.of(Scenario.UNDISTURBED);
    }
    Map<String, Fault> known = new LinkedHashMap<>();
    singles().forEach(single -> known.put(single.id(), single.faults().getFirst()));
    List<Fault> faults = new ArrayList<>();
    for (String part : Scenario.parts(id)) {
      Fault fault = known.get(part);
      if (fault == null) {
        return Optional.empty();
      }
      faults.add(fault);
    }
    return Optional.of(new Scenario(faults));
  }
}
