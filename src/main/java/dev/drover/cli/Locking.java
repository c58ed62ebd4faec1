package dev.drover.cli;

import dev.drover.diag.Diagnostics;
import dev.drover.journal.Entry;
import dev.drover.journal.Request;
import dev.drover.journal.RunState;
import dev.drover.lock.Claim;
import dev.drover.lock.Clusters;
import dev.drover.lock.LeaseView;
import dev.drover.lock.LeasedCluster;
import dev.drover.lock.Leases;
import dev.drover.lock.LockedException;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.plan.Doors;
import dev.drover.plan.Plan;
import dev.drover.remote.RemoteException;
import dev.drover.report.Style;
import dev.drover.review.PlanDocument.NeedView;
import dev.drover.run.Ledger;
import dev.drover.task.Extensions;
import dev.drover.time.SystemTime;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The leases of a run: taken before it does anything, renewed meanwhile, given back at its end. */
final class Locking implements AutoCloseable {

  private final List<LeasedCluster> clusters;
  private final Leases leases;

  /** A signal that ended the process now would leave leases that nobody gives back. */
  private final Interrupts interrupts = Interrupts.kept();

  private boolean released;

  private Locking(List<LeasedCluster> clusters, Leases leases) {
    this.clusters = List.copyOf(clusters);
    this.leases = leases;
  }

  /** The clusters that hosts are in; ends the command if the inventory says something wrong. */
  static List<LeasedCluster> clusters(List<Host> hosts, Doors doors, Terminal terminal) {
    Diagnostics diagnostics = new Diagnostics();
    List<LeasedCluster> clusters = new Clusters(doors, Places.state(), diagnostics).of(hosts);
    terminal.tell(diagnostics, doors.scopes().masker());
    if (diagnostics.hasErrors()) {
      throw new EndException(
          ExitCode.MISTAKES, "it can't be told where leases are kept; nothing was changed.", "");
    }
    return clusters;
  }

  /**
   * Looks at the leases of what a plan would change. That somebody holds one is told, and is no
   * problem of the plan: by the time of the run it may be free.
   *
   * @return what would keep a run from taking one, by what stands for the cluster
   */
  static Map<Host, RemoteException> problems(
      Compiled compiled, Connections connections, Terminal terminal) throws InterruptedException {
    Map<Host, RemoteException> problems = new LinkedHashMap<>();
    for (LeasedCluster cluster : clusters(compiled.plan().hosts(), connections.doors(), terminal)) {
      try {
        cluster
            .look(0)
            .filter(view -> !view.nobodyHolds())
            .ifPresent(view ->
                terminal.tell(
                    terminal.style().of(Style.Tone.BAD, "warning: ")
                        + Style.harmless(view.sentence())));
        cluster.refuseUnwritable();
      } catch (RemoteException e) {
        problems.put(new Host("cluster " + cluster.name(), List.of(), Map.of()), e);
      }
    }
    return problems;
  }

  /** Ends the command if somebody has a lease that a run would take; takes none itself. */
  static void refuseHeld(Compiled compiled, Doors doors, Terminal terminal)
      throws InterruptedException {
    for (LeasedCluster cluster : clusters(compiled.plan().hosts(), doors, terminal)) {
      Optional<LeaseView> seen = Optional.empty();
      try {
        seen = cluster.look(0);
      } catch (RemoteException _) {
        continue; // what is wrong there is told when all hosts are looked at
      }
      if (seen.filter(LeaseView::somebodyHolds).isPresent()) {
        throw refusal(seen.get(), false, inventories(compiled.request()));
      }
    }
  }

  /** The clusters that hosts are in; connects to nothing, reports what the inventory says wrong. */
  static List<LeasedCluster> unconnected(
      List<Host> hosts, Scopes scopes, Extensions extensions, Diagnostics diagnostics) {
    return new Clusters(Doors.closed(scopes, extensions), Places.state(), diagnostics).of(hosts);
  }

  /** What must be allowed so that leases can be taken; connects to nothing. */
  static List<NeedView> needs(Compiled compiled) {
    return unconnected(
            compiled.plan().hosts(), compiled.scopes(), compiled.extensions(), new Diagnostics())
        .stream()
        .map(cluster ->
            new NeedView(
                "lock",
                "cluster " + cluster.name(),
                cluster
                    .place()
                    .map(place -> "read and write " + place + ", and make its directory")
                    .orElse("no lease is kept (`lock: none`): two runs can change it at once"),
                List.of()))
        .toList();
  }

  /**
   * Takes the leases of all clusters that a run changes; ends the command if somebody has one.
   *
   * @param journal where the run's journal is
   */
  static Locking take(Compiled compiled, Doors doors, String run, Path journal, Terminal terminal)
      throws InterruptedException {
    List<LeasedCluster> clusters = clusters(compiled.plan().hosts(), doors, terminal);
    String inventories = inventories(compiled.request());
    Claim claim =
        new Claim(
            Places.operator(),
            run,
            journal.toAbsolutePath().toString(),
            reason(compiled.plan()),
            Claim.EXPIRY);
    try {
      Leases leases =
          Leases.take(
              clusters,
              claim,
              SystemTime.SYSTEM,
              SystemTime.SYSTEM,
              words -> terminal.tell(Style.harmless(words)));
      leases
          .taken()
          .forEach(taken -> taken.open().forEach(open -> note(taken.cluster(), open, terminal)));
      return new Locking(clusters, leases);
    } catch (LockedException locked) {
      throw refusal(locked.lease(), locked.lease().run().equals(run), inventories);
    } catch (RemoteException e) {
      throw new EndException(
          ExitCode.UNREACHABLE, e.getMessage() + "; nothing was changed", e.next());
    }
  }

  private static String reason(Plan plan) {
    return plan.runbook().name() + " " + plan.runbook().version();
  }

  private static void note(String cluster, String open, Terminal terminal) {
    terminal.tell(
        terminal.style().of(Style.Tone.BAD, "note: ") + Style.harmless(cluster + ": " + open));
  }

  private static EndException refusal(LeaseView lease, boolean same, String inventories) {
    return new EndException(
        ExitCode.LOCKED,
        lease.sentence()
            + (same ? "; that is this run itself, on another machine" : "")
            + "; nothing was changed",
        (same ? "end it there, or let the lease of a dead one expire: " : "wait until it is done: ")
            + "`drover lock wait"
            + inventories
            + "`; what it does: "
            + (lease.run().isEmpty()
                ? ""
                : "`drover show " + lease.run() + " --follow` where it runs, or ")
            + "`drover lock show"
            + inventories
            + "`; if it can't go on for good: `drover lock break --reason TEXT"
            + inventories
            + "`");
  }

  static String inventories(Request request) {
    return request.inventories().stream()
        .map(inventory -> " -i " + Here.shown(inventory))
        .collect(Collectors.joining());
  }

  /** The signals that came since they are held. */
  Interrupts interrupts() {
    return interrupts;
  }

  /** What keeps effects back when a lease is lost. */
  Leases fence() {
    return leases;
  }

  /** What the journal says of it. */
  List<Entry> entries() {
    return leases.taken().stream()
        .<Entry>map(taken ->
            new Entry.LeaseTaken(
                SystemTime.SYSTEM.now(), taken.cluster(), taken.place(), taken.token()))
        .toList();
  }

  /** Renews them; if one is lost, the run is aborted, and nothing is closed any more. */
  Companion keep(Steering steering, Terminal terminal) {
    leases.watchedBy(
        new Leases.Watcher() {
          @Override
          public void lost(String cluster, String why) {
            steering.abort(
                new Entry.LeaseLost(SystemTime.SYSTEM.now(), cluster, why),
                "the lease of " + cluster + " was lost: " + why);
          }

          @Override
          public void wavers(String cluster, String why) {
            terminal.tell(
                Style.harmless("the lease of " + cluster + " can't be renewed now: " + why));
          }
        });
    return Companion.of(leases::keep);
  }

  /** Gives them back if the run could not begin; nothing was done then. */
  @Override
  public void close() {
    try {
      if (!released) {
        leases.releaseUnused();
      }
    } catch (InterruptedException aborted) {
      Thread.currentThread().interrupt(); // they expire
    }
  }

  /** Gives them back, and leaves a note of what is open. */
  void release(Ledger ledger) throws InterruptedException {
    released = true;
    Map<String, List<String>> open = new LinkedHashMap<>();
    RunState state = ledger.state();
    for (LeasedCluster cluster : clusters) {
      open.put(
          cluster.name(),
          state.open().stream()
              .map(Entry.BracketOpened::bracket)
              .filter(bracket -> clusters.size() == 1 || cluster.concerns(bracket.subject()))
              .map(Object::toString)
              .toList());
    }
    leases
        .release(open)
        .forEach(one ->
            ledger.write(
                new Entry.LeaseReleased(SystemTime.SYSTEM.now(), one.cluster(), one.token())));
  }

  /** Whether one was lost. */
  boolean lost() {
    return leases.isLost();
  }
}
