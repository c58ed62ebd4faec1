package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.plan.StepProbe.Seen;
import dev.drover.remote.Command;
import dev.drover.remote.RemoteException;
import dev.drover.task.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Looks at real state and says of each step what it will do. Only reads. Once an earlier step of a
 * host changes something, what looks already so for that host may be otherwise by the time, and is
 * called unknown until that step.
 *
 * <p>Hosts don't wait for each other: each goes through its steps of a play in their order. Only a
 * step that runs once waits for all hosts, and they for it.
 */
public final class Probing {

  /**
   * A step in its row.
   *
   * @param row which task of its play it is of, from 0
   */
  private record Turn(int row, Step step) {}

  private final Doors doors;
  private final Progress progress;
  private final Observations observations = new Observations();
  private final StepProbe probe;
  private final Map<StepId, StepState> states = new HashMap<>();

  private Probing(Doors doors, Consumer<String> progress) {
    this.doors = doors;
    this.progress = new Progress(doors.clock(), progress);
    this.probe = new StepProbe(doors);
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
   *
   * @param told is told how many have answered, if that takes long
   */
  public static Map<Host, RemoteException> unreachable(
      Plan plan, Doors doors, Consumer<String> told) throws InterruptedException {
    List<Host> hosts = plan.hosts();
    Progress progress = new Progress(doors.clock(), told);
    progress.begin("", hosts.size(), "hosts");
    List<Optional<RemoteException>> problems =
        SideBySide.ask(
            hosts,
            host -> {
              Optional<RemoteException> problem = problem(host, doors);
              progress.done();
              return problem;
            });
    Map<Host, RemoteException> inOrder = new LinkedHashMap<>();
    for (int i = 0; i < hosts.size(); i++) {
      Host host = hosts.get(i);
      problems.get(i).ifPresent(problem -> inOrder.put(host, problem));
    }
    return inOrder;
  }

  private static Optional<RemoteException> problem(Host host, Doors doors)
      throws InterruptedException {
    try {
      doors.remote(host).exec(Command.probe("true"));
      return Optional.empty();
    } catch (RemoteException e) {
      return Optional.of(e);
    }
  }

  private Plan look(Plan plan) throws InterruptedException {
    boolean locked = false;
    for (PlannedPlay play : plan.plays()) {
      if (!locked) {
        List<List<Step>> rows = Rows.of(play);
        progress.begin(play.play().name(), rows.stream().mapToInt(List::size).sum(), "steps");
        locked = isLocked(play, rows);
      }
    }
    doors
        .remotes()
        .hostKeys()
        .forEach((name, key) -> observations.add(Observation.pinned(name, "host key", key)));
    new DownNodes(doors.scopes()).of(plan, observations.sorted()).forEach(observations::add);
    return plan.mapSteps((_, step) -> step.in(states.getOrDefault(step.id(), step.state())))
        .having(observations.sorted());
  }

  /**
   * Looks at the steps of a play, up to the row in which somebody did not let us in, if there is
   * one: each further try with the same credentials may lock the account.
   */
  private boolean isLocked(PlannedPlay play, List<List<Step>> rows) throws InterruptedException {
    AtomicInteger last = new AtomicInteger(rows.size());
    int next = 0;
    while (next < Math.min(rows.size(), last.get() + 1)) {
      int from = next;
      while (next < rows.size() && isOnce(rows.get(next)) == isOnce(rows.get(from))) {
        next++;
      }
      lookAt(play, turns(rows, from, next), last);
    }
    return last.get() < rows.size();
  }

  private static boolean isOnce(List<Step> row) {
    return row.getFirst().once();
  }

  /** The steps of some rows, those of each host by themselves. */
  private static List<List<Turn>> turns(List<List<Step>> rows, int from, int to) {
    Map<String, List<Turn>> turns = new LinkedHashMap<>();
    for (int row = from; row < to; row++) {
      for (Step step : rows.get(row)) {
        turns.computeIfAbsent(step.host().name(), _ -> new ArrayList<>()).add(new Turn(row, step));
      }
    }
    return List.copyOf(turns.values());
  }

  private void lookAt(PlannedPlay play, List<List<Turn>> hosts, AtomicInteger last)
      throws InterruptedException {
    List<Map<Turn, Seen>> all =
        SideBySide.ask(
            hosts,
            turns -> {
              Map<Turn, Seen> seen = new LinkedHashMap<>();
              for (Turn turn : turns) {
                if (turn.row() <= last.get()) {
                  seen.put(turn, lookAt(play, turn, last));
                }
              }
              return seen;
            });
    // What some hosts got to, and others not, would differ from time to time.
    all.forEach(host ->
        host.forEach((turn, seen) -> {
          if (turn.row() <= last.get()) {
            states.put(turn.step().id(), seen.state());
            seen.noted().forEach(observations::add);
          }
        }));
  }

  private Seen lookAt(PlannedPlay play, Turn turn, AtomicInteger last) throws InterruptedException {
    Seen seen = probe.look(play, turn.step());
    if (seen.locked()) {
      last.accumulateAndGet(turn.row(), Math::min);
    }
    progress.done();
    return seen;
  }
}
