package dev.drover.plan;

import dev.drover.diag.Diagnostic;
import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.Conditions;
import dev.drover.expr.Scope;
import dev.drover.model.Host;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Bound;
import dev.drover.task.Changes;
import dev.drover.task.Kinds;
import dev.drover.task.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Looks at real state and says of each step what it will do. Only reads. Once an earlier step of a
 * host changes something, what looks already so for that host may be otherwise by the time, and is
 * called unknown until that step.
 */
public final class Probing {

  /** What one step was found to be. */
  private record Seen(Step step, StepState state) {}

  private final Doors doors;
  private final Consumer<String> progress;
  private final Map<String, StepId> changed = new HashMap<>();
  private final Results results = new Results();
  private final FactGathering facts;
  private final Observations observations = new Observations();

  /** Which step registers a name for a host, by both. */
  private final Map<String, StepId> registrars = new HashMap<>();

  /** Whether somebody did not let us in. */
  private volatile boolean locked;

  private Probing(Doors doors, Consumer<String> progress) {
    this.doors = doors;
    this.progress = progress;
    this.facts = new FactGathering(doors, results, (_, _) -> {});
  }

  /**
   * The plan with the state of each step.
   *
   * @param progress is told what is being looked at
   */
  public static Plan look(Plan plan, Doors doors, Consumer<String> progress)
      throws InterruptedException {
    return new Probing(doors, progress).look(plan);
  }

  /**
   * The hosts that can't be worked with, each with what is wrong there; no run should begin with
   * any.
   */
  public static Map<Host, RemoteException> unreachable(Plan plan, Doors doors)
      throws InterruptedException {
    Map<Host, RemoteException> problems = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<CommandResult>> looks = new ArrayList<>();
      for (Host host : plan.hosts()) {
        looks.add(() -> {
          try {
            return doors.remote(host).exec(Command.probe("true"));
          } catch (RemoteException e) {
            problems.put(host, e);
            return new CommandResult(1, "", e.getMessage());
          }
        });
      }
      threads.invokeAll(looks);
    }
    Map<Host, RemoteException> inOrder = new LinkedHashMap<>();
    plan.hosts().stream()
        .filter(problems::containsKey)
        .forEach(host -> inOrder.put(host, problems.get(host)));
    return inOrder;
  }

  private Plan look(Plan plan) throws InterruptedException {
    Map<StepId, StepState> states = new HashMap<>();
    for (PlannedPlay play : plan.plays()) {
      progress.accept(play.play().name());
      for (List<Step> row : Rows.of(play)) {
        if (locked) {
          continue; // each further try with the same credentials may lock the account
        }
        for (Seen seen : lookAt(play, row)) {
          states.put(seen.step().id(), seen.state());
          note(play, seen);
        }
      }
    }
    doors
        .remotes()
        .hostKeys()
        .forEach((name, key) -> observations.add(Observation.pinned(name, "host key", key)));
    return plan.mapSteps((_, step) -> step.in(states.getOrDefault(step.id(), step.state())))
        .having(observations.sorted());
  }

  private List<Seen> lookAt(PlannedPlay play, List<Step> row) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Seen>> looks = new ArrayList<>();
      row.forEach(step -> looks.add(() -> new Seen(step, state(play, step))));
      List<Seen> seen = new ArrayList<>();
      for (Future<Seen> look : threads.invokeAll(looks)) {
        seen.add(look.get());
      }
      return seen;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private StepState state(PlannedPlay play, Step step) throws InterruptedException {
    if (step.state() instanceof StepState.WillSkip) {
      return step.state();
    }
    if (step.place().reserve().isPresent()) {
      return new StepState.StandsBy(step.place().reserve().get());
    }
    Optional<StepId> earlier = Optional.ofNullable(changed.get(step.host().name()));
    boolean usesFacts;
    try {
      Optional<List<Observation>> told = facts.look(step, scope(play, step));
      told.ifPresent(all -> all.forEach(observations::add));
      usesFacts = told.isPresent();
    } catch (RemoteException e) {
      return unseen(e, earlier);
    }
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
        new StepFacts(doors, step, play.hosts(), scope, observations::add),
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

  /** What is said of a step that could not be looked at. */
  private StepState unseen(RemoteException e, Optional<StepId> earlier) {
    if (e instanceof RemoteException.Denied || e instanceof RemoteException.Untrusted) {
      locked = true;
      return new StepState.WillFail(e.getMessage(), e.next());
    }
    return unknown(earlier, e.getMessage());
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
      throws InterruptedException {
    try {
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
    } catch (RemoteException e) {
      return unseen(e, earlier);
    }
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
