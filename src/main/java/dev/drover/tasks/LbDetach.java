package dev.drover.tasks;

import dev.drover.lb.Balancer;
import dev.drover.lb.Seat;
import dev.drover.lb.Server;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.sim.SimServer;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Closing;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.NodeLook;
import dev.drover.task.NodeState;
import dev.drover.task.Observation;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a node out of the load balancer: drains it in every backend, waits until its sessions have
 * ended or the time for that is over, then takes it out of service.
 *
 * <p>A node that was out already was taken out by somebody else: then nothing is changed, and
 * {@code lb_attach} leaves it out.
 */
@Doc(
    "Takes a node out of the load balancer: drains it in every backend, waits "
        + "until its sessions have ended or the time for that is over, then takes it "
        + "out of service.\n\n"
        + "A node that was out already was taken out by somebody else: then nothing is "
        + "changed, and `lb_attach` leaves it out.")
@Kind(name = "lb_detach", since = "1.0", group = Kind.Group.LOAD_BALANCER)
public final class LbDetach implements TaskKind<LbDetach.Args> {
  /** A node that is well is found so in three looks; one that is not need not be waited for. */
  private static final Gate HEALTHY = new Gate(Duration.ofSeconds(10), Duration.ofSeconds(1), 3);

  private static final Gate BACK = new Gate(Duration.ofMinutes(1), Duration.ofSeconds(1), 3);

  /** The arguments. */
  public record Args(
      @Doc("Longest time to let sessions end; then the node is taken out with what is left")
          @Default("2m")
          Duration drain,
      @Doc("Looks in a row without a session before the node counts as idle") @Default("3")
          int polls,
      @Doc("Time from one look to the next") @Default("1s") Duration every) {
    public Args {
      if (polls < 1) {
        throw new IllegalArgumentException("`polls` must be at least 1");
      }
    }
  }

  /**
   * What {@code register} offers.
   *
   * @param sessionsLeft sessions that had not ended when the node was taken out
   */
  public record Detached(@Doc("Sessions that had not ended in time") int sessionsLeft) {}

  @Override
  public Recovery recovery(Args args) {
    return Recovery.PROBE;
  }

  @Override
  public Set<Class<? extends Record>> settings() {
    return Set.of(Balancer.class);
  }

  @Override
  public Class<? extends Record> result() {
    return Detached.class;
  }

  @Override
  public List<BracketEffect> brackets(Facts facts) {
    return List.of(
        new BracketEffect.Opens(
            new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, facts.host().name()),
            Seat.of(facts, facts.host()).byHand(Server.Admin.READY)));
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    List<Need> needs = new ArrayList<>(Seat.of(facts, facts.host()).needs(true));
    if (facts.host().vars().containsKey("product")) { // to put it back if the run fails
      needs.add(new Need.Cluster("GET", "/rest/zdu/cluster"));
      needs.add(new Need.Cluster("GET", "/status", false));
    }
    return needs;
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    try {
      return changes(args, facts);
    } catch (RemoteException.Refused | RemoteException.Unreachable e) {
      // Nodes are half-way upgraded if this is found out only when the first one is to leave.
      return Changes.failsForSure(e);
    }
  }

  private static Changes changes(Args args, Facts facts)
      throws RemoteException, InterruptedException {
    Seat seat = Seat.of(facts, facts.host());
    List<Seat.Entry> entries = seat.look();
    if (isOut(entries)) {
      return Changes.none("it is out of " + backends(seat) + " already");
    }
    noteIfDown(entries, facts);
    List<String> last = seat.lastIn(true);
    if (!last.isEmpty()) {
      return Changes.fails(
          "without %s no server would be left in %s"
              .formatted(facts.host(), String.join(", ", last)));
    }
    facts.observe(
        Observation.live(
            facts.host().name(),
            "sessions in " + backends(seat),
            "may end for at most " + Gate.words(args.drain())));
    return Changes.some(
        "drains %s in %s for at most %s, then takes it out of service"
            .formatted(seat.balancer().server(), backends(seat), Gate.words(args.drain())));
  }

  /** A node that crashed serves as little as one that was taken out. */
  private static void noteIfDown(List<Seat.Entry> entries, Facts facts) {
    if (entries.stream().noneMatch(entry -> entry.server().inService())) {
      String seen =
          entries.stream()
              .map(entry -> entry.instance().name() + " says " + entry.server())
              .collect(Collectors.joining("; "));
      facts.observe(Observation.down(facts.host().name(), seen));
    }
  }

  private static String backends(Seat seat) {
    return String.join(", ", seat.balancer().backends());
  }

  private static boolean isOut(List<Seat.Entry> entries) {
    return entries.stream().allMatch(entry -> entry.server().admin() == Server.Admin.MAINT);
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Seat seat = Seat.of(context, context.host());
    if (isOut(seat.look())) {
      return Outcome.unchanged("it is out of " + backends(seat) + " already", new Detached(0));
    }
    List<String> last = seat.lastIn(true);
    if (!last.isEmpty()) {
      return lastOne(context, last);
    }
    if (drain(seat)) {
      last = seat.lastIn(false);
      if (!last.isEmpty()) {
        seat.set(Server.Admin.READY);
        return lastOne(context, last);
      }
    }
    Gate.Passed idle =
        new Gate(args.drain(), args.every(), args.polls()).await(context, number -> sessions(seat));
    int left = idle.met() ? 0 : seat.sessions();
    seat.set(Server.Admin.MAINT);
    return Outcome.changed(
        "out of %s; %s"
            .formatted(
                backends(seat),
                left == 0
                    ? "sessions had ended after " + idle.time()
                    : left + " sessions were left after " + idle.time()),
        new Detached(left));
  }

  /**
   * True if it was in service. Two hosts of one window may have looked at the same moment, and each
   * found the other one: so after this it looks again.
   */
  private static boolean drain(Seat seat) throws RemoteException, InterruptedException {
    boolean served = false;
    for (Seat.Entry entry : seat.look()) {
      if (entry.server().admin() == Server.Admin.READY) {
        entry.instance().set(entry.server().backend(), entry.server().name(), Server.Admin.DRAIN);
        served |= entry.server().inService();
      }
    }
    return served;
  }

  private static Outcome lastOne(RunContext context, List<String> last) {
    return Outcome.failed(
        "%s stays in service: without it no server would be left in %s"
            .formatted(context.host(), String.join(", ", last)),
        "bring another node into service first, then `drover resume`");
  }

  /**
   * Puts the node back if its cluster finds it healthy, and the balancer does. Where no product is
   * configured there is only the balancer's word.
   */
  @Override
  public Closing close(Args args, Bracket bracket, RunContext context)
      throws RemoteException, InterruptedException {
    Seat seat = Seat.of(context, context.host());
    Gate.Sight before = seat.inService();
    if (before.holds()) {
      return new Closing.Closed(before.words());
    }
    if (context.host().vars().containsKey("product")) {
      Gate.Passed healthy =
          HEALTHY.await(
              context, number -> NodeLook.at(context, NodeState.ACTIVE, Optional.empty(), number));
      if (!healthy.met()) {
        return Closing.left(
            "%s is not put back before its cluster finds it healthy; waited %s; %s"
                .formatted(context.host(), healthy.time(), healthy.lastSeen()));
      }
    }
    Gate.Passed up = seat.putBack(context, BACK);
    return up.met()
        ? new Closing.Closed("in service in " + backends(seat) + " after " + up.time())
        : Closing.left(
            "the balancer did not find %s up within %s, so it was taken out again; %s"
                .formatted(context.host(), Gate.words(BACK.timeout()), up.lastSeen()));
  }

  private static Gate.Sight sessions(Seat seat) throws RemoteException, InterruptedException {
    int sessions = seat.sessions();
    return new Gate.Sight(sessions == 0, sessions == 0 ? "no session" : sessions + " sessions");
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    for (var balancer : world.balancers()) {
      balancer.leadingTo(facts.host().name()).forEach(SimServer::maint);
    }
  }
}
