package dev.drover.plan;

import dev.drover.expr.Condition;
import dev.drover.expr.Scope;
import dev.drover.machine.FactProbe;
import dev.drover.machine.HostFacts;
import dev.drover.model.Host;
import dev.drover.remote.ReadOnly;
import dev.drover.remote.RemoteException;
import dev.drover.task.Observation;
import dev.drover.time.Crew;
import dev.drover.time.OneAtATime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Asks a host for its facts when a step comes that uses them, once. A step that asks for a path
 * which no step before did adds that disk to what is known.
 */
public final class FactGathering {

  private static final String DISK = "disk";

  private final Doors doors;
  private final Results results;
  private final BiConsumer<Host, Map<String, Object>> gathered;

  /** One host is asked by one step at a time; hosts don't wait for each other. */
  private final Map<String, OneAtATime> asking = new ConcurrentHashMap<>();

  private final Crew crew;

  /**
   * Adds what hosts say to {@code results}.
   *
   * @param crew those who ask
   * @param gathered is told all that is known of a host, each time that it was asked
   */
  public FactGathering(
      Doors doors, Results results, Crew crew, BiConsumer<Host, Map<String, Object>> gathered) {
    this.doors = doors;
    this.results = results;
    this.crew = crew;
    this.gathered = gathered;
  }

  /**
   * Sees to it that the facts which a step uses are known; true if it uses any.
   *
   * @param anew asks the host again, whatever is known of it
   */
  public boolean ensure(Step step, Scope scope, boolean anew)
      throws RemoteException, InterruptedException {
    return ensure(step.host(), FactUses.of(step, scope), anew).isPresent();
  }

  /** The same for a condition that stands beside the steps of a host. */
  public boolean ensure(Condition condition, Host host, Scope scope)
      throws RemoteException, InterruptedException {
    return ensure(host, FactUses.of(condition, scope), false).isPresent();
  }

  /** What a plan has to note of the facts that a step uses; nothing if it uses none. */
  Optional<List<Observation>> look(Step step, Scope scope)
      throws RemoteException, InterruptedException {
    return ensure(step.host(), FactUses.of(step, scope), false)
        .map(uses -> uses.observations(step.host(), results.facts(step.host())));
  }

  private Optional<FactUses> ensure(Host host, Optional<FactUses> uses, boolean anew)
      throws RemoteException, InterruptedException {
    if (uses.isPresent()) {
      OneAtATime turn =
          asking.computeIfAbsent(
              host.name(), _ -> new OneAtATime(crew, "the facts of " + host.name()));
      turn.enter();
      try {
        ask(host, uses.get().paths(), anew);
      } finally {
        turn.leave();
      }
    }
    return uses;
  }

  private void ask(Host host, Set<String> paths, boolean anew)
      throws RemoteException, InterruptedException {
    Map<String, Object> known = anew ? Map.of() : results.facts(host);
    if (!known.isEmpty() && disks(known).keySet().containsAll(paths)) {
      return;
    }
    HostFacts told = FactProbe.all(new ReadOnly(doors.remote(host)), paths, doors.clock());
    Map<String, Object> all = told.plain();
    if (!known.isEmpty()) {
      Map<String, Object> disks = disks(known);
      disks.putAll(disks(all));
      all = new LinkedHashMap<>(known);
      all.put(DISK, disks);
    }
    results.facts(host.name(), all);
    gathered.accept(host, all);
  }

  private static Map<String, Object> disks(Map<String, Object> facts) {
    Map<String, Object> disks = new LinkedHashMap<>();
    if (facts.get(DISK) instanceof Map<?, ?> map) {
      map.forEach((path, disk) -> disks.put(String.valueOf(path), disk));
    }
    return disks;
  }
}
