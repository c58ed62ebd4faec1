package dev.drover.plan;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.model.Host;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Bound;
import dev.drover.task.Changes;
import dev.drover.task.Kinds;
import dev.drover.task.Observation;
import dev.drover.time.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at one step, and remembers of it what the later ones of its host need to know. Steps of
 * different hosts may be looked at at the same time.
 */
final class StepProbe {

  /**
   * What a step was found to be.
   *
   * @param noted what was seen of the world
   * @param locked whether somebody did not let us in
   */
  record Seen(Step step, StepState state, List<Observation> noted, boolean locked) {}

  private final Doors doors;
  private final Results results = new Results();
  private final FactGathering facts;

  /** The last step that changes something, by the names of hosts. */
  private final Map<String, StepId> changed = new ConcurrentHashMap<>();

  /** Which step registers a name for a host, by both. */
  private final Map<String, StepId> registrars = new ConcurrentHashMap<>();

  StepProbe(Doors doors) {
    this.doors = doors;
    this.facts = new FactGathering(doors, results, Threads.THREADS, (_, _) -> {});
  }

  /** Looks at a step; those before it on its host have been looked at. */
  Seen look(PlannedPlay play, Step step) throws InterruptedException {
    Seen seen = seen(play, step);
    note(play, seen);
    return seen;
  }

  private Seen seen(PlannedPlay play, Step step) throws InterruptedException {
    Optional<StepId> earlier = Optional.ofNullable(changed.get(step.host().name()));
    List<Observation> noted = Collections.synchronizedList(new ArrayList<>());
    try {
      return new Seen(step, state(play, step, earlier, noted), noted, false);
    } catch (RemoteException.Denied | RemoteException.Untrusted e) {
      return new Seen(step, new StepState.WillFail(e.getMessage(), e.next()), noted, true);
    } catch (RemoteException e) {
      return new Seen(step, unknown(earlier, e.getMessage()), noted, false);
    }
  }

  private StepState state(
      PlannedPlay play, Step step, Optional<StepId> earlier, List<Observation> noted)
      throws RemoteException, InterruptedException {
    if (step.state() instanceof StepState.WillSkip) {
      return step.state();
    }
    if (step.place().reserve().isPresent()) {
      return new StepState.StandsBy(step.place().reserve().get());
    }
    Optional<List<Observation>> told = facts.look(step, scope(play, step));
    told.ifPresent(noted::addAll);
    boolean usesFacts = told.isPresent();
    Scope scope = scope(play, step);
    Optional<Condition> falseNow = usesFacts ? falseNow(step, scope) : Optional.empty();
    if (falseNow.isPresent()) {
      return new StepState.WillSkip(falseNow.get().text());
    }
    Set<String> live = usesFacts ? FactUses.liveValues(step.task().arguments(), scope) : Set.of();
    if (!live.isEmpty()) {
      return unknown(
          earlier,
          "its arguments rest on `%s`, which %s taken as the step begins"
              .formatted(String.join("`, `", live), live.size() == 1 ? "is" : "are"));
    }
    Diagnostics mistakes = new Diagnostics();
    Bound<?> arguments =
        usesFacts && step.arguments() instanceof Bound.Later<?>
            ? step.kind().bind(step.task().arguments(), scope, mistakes)
            : step.arguments();
    if (mistakes.hasErrors()) {
      Diagnostic first = mistakes.sorted().getFirst();
      return new StepState.WillFail(first.message(), first.hint().orElse(""));
    }
    if (!(arguments instanceof Bound.Ready<?> ready)) {
      Set<String> names = arguments instanceof Bound.Later<?> later ? later.names() : Set.of();
      return unknown(registrar(step, names).or(() -> earlier), "its arguments rest on " + names);
    }
    if (step.task().keywords().when().stream()
        .anyMatch(when -> !Conditions.restsOn(when, scope).isEmpty())) {
      return new StepState.MayRun(
          String.join(
              " and ", step.task().keywords().when().stream().map(Object::toString).toList()));
    }
    return probed(
        step,
        step.kind(),
        ready.arguments(),
        new StepFacts(doors, step, play.hosts(), scope, noted::add),
        earlier);
  }

  private Scope scope(PlannedPlay play, Step step) {
    return results.scope(doors.scopes(), play, step);
  }

  /** A condition that is false by what the host has told of itself, whatever the run brings. */
  private static Optional<Condition> falseNow(Step step, Scope scope) {
    return step.task().keywords().when().stream()
        .filter(when -> Conditions.restsOn(when, scope).isEmpty())
        .filter(when -> Conditions.isFalse(when, scope))
        .findFirst();
  }

  private static StepState unknown(Optional<StepId> until, String why) {
    return until
        .<StepState>map(id -> new StepState.UnknownUntil(id, why))
        .orElse(new StepState.Unchecked(why));
  }

  /** The step that registers one of these names for a step's host. */
  private Optional<StepId> registrar(Step step, Set<String> names) {
    return names.stream()
        .map(name -> registrars.get(step.host().name() + " " + name))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private <A extends Record> StepState probed(
      Step step, Kinds.Registered<A> kind, Record bound, StepFacts facts, Optional<StepId> earlier)
      throws RemoteException, InterruptedException {
    return switch (kind.kind().plan(kind.own(bound), facts)) {
      case Changes.Some some when step.task().keywords().neverChanges() ->
          new StepState.WillLook(String.join("; ", some.lines()));
      case Changes.Some some -> new StepState.WillChange(some.lines());
      case Changes.None none ->
          earlier
              .<StepState>map(id -> new StepState.UnknownUntil(id, "now: " + none.reason()))
              .orElse(new StepState.AlreadySo(none.reason()));
      case Changes.Looks looks -> new StepState.WillLook(looks.words());
      case Changes.Fails fails ->
          earlier
              .filter(_ -> !fails.lasting())
              .<StepState>map(id -> new StepState.UnknownUntil(id, "now: " + fails.reason()))
              .orElse(new StepState.WillFail(fails.reason(), fails.next()));
      case Changes.Unknown unknown ->
          unknown(earlier.or(() -> registrar(step, facts.restedOn())), unknown.reason());
    };
  }

  /** Remembers what registers names, and which host is no longer as it was found. */
  private void note(PlannedPlay play, Seen seen) {
    Step step = seen.step();
    step.task().keywords().register().ifPresent(name -> noteResult(play, step, name));
    boolean changes =
        switch (seen.state()) {
          case StepState.WillChange _, StepState.MayRun _ -> true;
          case StepState.NotLooked _,
              StepState.StandsBy _,
              StepState.AlreadySo _,
              StepState.UnknownUntil _,
              StepState.WillSkip _,
              StepState.WillLook _,
              StepState.WillFail _,
              StepState.Unchecked _ ->
              false;
        };
    if (changes) {
      List<Host> affected = step.once() ? play.hosts() : List.of(step.host());
      affected.forEach(host -> changed.put(host.name(), step.id()));
    }
  }

  private void noteResult(PlannedPlay play, Step step, String name) {
    results.add(step, name, Results.later(step));
    List<Host> readers = step.once() ? play.hosts() : List.of(step.host());
    readers.forEach(host -> registrars.put(host.name() + " " + name, step.id()));
  }
}
