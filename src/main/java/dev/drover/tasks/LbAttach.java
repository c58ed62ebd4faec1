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
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.Outcome;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import dev.drover.task.Zdu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a node back into the load balancer and waits until the balancer's own check finds it up in
 * every backend. A node whose status page does not say RUNNING is not put back; one that the
 * balancer does not find up in time is taken out again.
 */
@Doc(
    "Puts a node back into the load balancer and waits until the balancer's own "
        + "check finds it up in every backend. A node whose status page does not say "
        + "RUNNING is not put back; one that the balancer does not find up in time is "
        + "taken out again.")
@Kind(name = "lb_attach", since = "1.0", group = Kind.Group.LOAD_BALANCER)
public final class LbAttach implements TaskKind<LbAttach.Args> {
  /** The arguments. */
  public record Args(
      @Doc("Longest time until the balancer finds the node up") @Default("2m") Duration timeout,
      @Doc("Looks in a row that must find it up") @Default("3") int polls,
      @Doc("Time from one look to the next") @Default("1s") Duration every,
      @Doc(
              "Time for which it must be so without a break; if it is not for a moment, that begins anew")
          @Default("0s")
          Duration stable) {
    public Args {
      Gate.check(timeout, stable);
      if (polls < 1) {
        throw new IllegalArgumentException("`polls` must be at least 1");
      }
    }

    Gate gate() {
      return new Gate(timeout, every, polls, stable);
    }
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.PROBE;
  }

  @Override
  public Set<Class<? extends Record>> settings() {
    return Set.of(Balancer.class);
  }

  @Override
  public List<BracketEffect> brackets(Facts facts) {
    return List.of(
        new BracketEffect.Closes(
            new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, facts.host().name())));
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    List<Need> needs = new ArrayList<>(Seat.of(facts, facts.host()).needs(true));
    if (facts.host().vars().containsKey("product")) {
      needs.add(new Need.Cluster("GET", "/status", false));
    }
    return needs;
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    try {
      return changes(args, facts);
    } catch (RemoteException.Refused e) {
      return Changes.failsForSure(e);
    }
  }

  private static Changes changes(Args args, Facts facts)
      throws RemoteException, InterruptedException {
    Seat seat = Seat.of(facts, facts.host());
    Gate.Sight sight = seat.inService();
    return sight.holds()
        ? Changes.none(sight.words())
        : Changes.some(
            "puts %s back into %s and waits at most %s until it is up there%s"
                .formatted(
                    seat.balancer().server(),
                    backends(seat),
                    Gate.words(args.timeout()),
                    args.gate().terms()));
  }

  private static String backends(Seat seat) {
    return String.join(", ", seat.balancer().backends());
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Seat seat = Seat.of(context, context.host());
    if (seat.inService().holds()) {
      return Outcome.unchanged("in service in " + backends(seat));
    }
    Optional<Outcome> ill = ill(context);
    if (ill.isPresent()) {
      return ill.get();
    }
    Gate.Passed up = seat.putBack(context, args.gate());
    if (up.met()) {
      return Outcome.changed("in service in " + backends(seat) + " after " + up.time());
    }
    return Outcome.failed(
        "%s was not up for the balancer within %s and was taken out again; %s"
            .formatted(context.host(), Gate.words(args.timeout()), up.lastSeen()),
        "look at what the balancer's check asks the node for; then `drover resume`, or by hand: "
            + seat.byHand(Server.Admin.READY));
  }

  /**
   * A balancer believes a server that comes back until its first check has failed: so this looks
   * before.
   */
  private static Optional<Outcome> ill(RunContext context)
      throws RemoteException, InterruptedException {
    if (!context.host().vars().containsKey("product")) {
      return Optional.empty();
    }
    String status;
    try {
      status = "its status page says " + Zdu.of(context, context.host()).status().orElse("nothing");
    } catch (RemoteException.Unreachable | RemoteException.TooSlow e) {
      status = String.valueOf(e.getMessage());
    }
    return status.endsWith(" RUNNING")
        ? Optional.empty()
        : Optional.of(
            Outcome.failed(
                "%s stays out of the balancer: %s".formatted(context.host(), status),
                "bring the node up, then `drover resume`"));
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    for (var balancer : world.balancers()) {
      balancer.leadingTo(facts.host().name()).forEach(SimServer::ready);
    }
  }
}
