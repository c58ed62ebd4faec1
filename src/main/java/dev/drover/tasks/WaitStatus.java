package dev.drover.tasks;

import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Version;
import dev.drover.sim.SimNode;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.ClusterState;
import dev.drover.task.ClusterView;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Gate.Sight;
import dev.drover.task.Kind;
import dev.drover.task.Members;
import dev.drover.task.Need;
import dev.drover.task.NodeEffect;
import dev.drover.task.NodeLook;
import dev.drover.task.NodeState;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits until the node, or the cluster, is in a state, several looks in a row. A node is looked at
 * from its peers, for it can serve users while they have lost it; a node that must be ACTIVE has to
 * see them too, and its own status page has to say RUNNING.
 */
@Doc(
    "Waits until the node, or the cluster, is in a state, several looks in a row. "
        + "A node is looked at from its peers, for it can serve users while they have "
        + "lost it; a node that must be ACTIVE has to see them too, and its own status "
        + "page has to say RUNNING.")
@Kind(name = "wait_status", since = "1.0", group = Kind.Group.ROLLING_UPGRADE)
public final class WaitStatus implements TaskKind<WaitStatus.Args> {
  /** The arguments. */
  public record Args(
      @Doc("State that the node must have; give this or `cluster`") Optional<NodeState> node,
      @Doc("State that the cluster must have; give this or `node`") Optional<ClusterState> cluster,
      @Doc("Version that the node must run besides") Optional<Version> version,
      @Doc("Longest time to wait") @Default("10m") Duration timeout,
      @Doc("Looks in a row that must agree; states flicker while nodes come and go") @Default("3")
          int polls,
      @Doc("Time from one look to the next") @Default("1s") Duration every,
      @Doc(
              "Time for which it must be so without a break; if it is not for a moment, that begins anew")
          @Default("0s")
          Duration stable) {
    public Args {
      Gate.check(timeout, stable);
      if (node.isPresent() == cluster.isPresent()) {
        throw new IllegalArgumentException("give either `node` or `cluster`");
      }
      if (version.isPresent() && node.isEmpty()) {
        throw new IllegalArgumentException("`version` is a node's: give `node` with it");
      }
      if (polls < 1) {
        throw new IllegalArgumentException("`polls` must be at least 1");
      }
    }

    Gate gate() {
      return new Gate(timeout, every, polls, stable);
    }

    String wanted() {
      return node.map(NodeState::name).or(() -> cluster.map(ClusterState::name)).orElseThrow()
          + version.map(of -> " at " + of).orElse("");
    }
  }

  /** What {@code register} offers: what the last look saw. */
  public record Status(
      @Doc("State of the node, or of the cluster") String state,
      @Doc("Version of the node, empty while it is not known or a cluster was waited for")
          String version,
      @Doc("Versions of all nodes that are not OFFLINE") List<String> versions,
      @Doc("Number of nodes that the cluster lists") int nodes) {
    public Status {
      versions = List.copyOf(versions);
    }
  }

  @Override
  public Class<? extends Record> result() {
    return Status.class;
  }

  @Override
  public boolean isGate(Args args) {
    return true;
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.REPEAT;
  }

  @Override
  public List<NodeEffect> nodeEffects(Args args) {
    return args.node().equals(Optional.of(NodeState.ACTIVE))
        ? List.of(new NodeEffect.Awaits(args.version()))
        : List.of();
  }

  @Override
  public Set<Class<? extends Record>> settings(Args args) {
    return Set.of(Product.class);
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    Need cluster = new Need.Cluster("GET", "/rest/zdu/cluster");
    return args.node().filter(NodeState.ACTIVE::equals).isPresent()
        ? List.of(cluster, new Need.Cluster("GET", "/status", false))
        : List.of(cluster);
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    Sight sight;
    try {
      sight = look(args, facts, 0);
    } catch (RemoteException.Unreachable | RemoteException.TooSlow | RemoteException.Refused e) {
      sight = new Sight(false, String.valueOf(e.getMessage()));
    }
    return sight.holds()
        ? Changes.none(sight.words())
        : Changes.looks(
            "waits at most %s until %s is %s%s"
                .formatted(
                    Gate.words(args.timeout()),
                    subject(args, facts),
                    args.wanted(),
                    args.gate().terms()));
  }

  private static String subject(Args args, Facts facts) {
    return args.node().isPresent()
        ? facts.host().name()
        : "cluster " + facts.settings(facts.host(), Product.class).cluster();
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Gate.Passed passed = args.gate().await(context, number -> look(args, context, number));
    return passed.met()
        ? Outcome.unchanged(passed.words() + ", after " + passed.time(), status(args, context))
        : Outcome.failed(
            "%s was not %s within %s; %s"
                .formatted(
                    subject(args, context),
                    args.wanted(),
                    Gate.words(args.timeout()),
                    passed.lastSeen()),
            "look at the product's log: `%s`; mend it, then `drover resume`"
                .formatted(log(context)));
  }

  private static String log(RunContext context) {
    String log =
        context.settings(context.host(), Product.class).home() + "/log/atlassian-bitbucket.log";
    return context.typed(context.host(), "tail -n 100 " + Word.of(log).quoted());
  }

  private static Status status(Args args, RunContext context)
      throws RemoteException, InterruptedException {
    Members peers = Members.of(context).without(context.host());
    ClusterView cluster =
        (peers.hosts().isEmpty() ? Members.of(context) : peers).ask(context).cluster();
    Optional<NodeView> node =
        args.node().flatMap(state -> cluster.node(context.settings(context.host(), Product.class)));
    List<String> versions =
        cluster.nodes().stream()
            .filter(of -> !of.is(NodeState.OFFLINE))
            .flatMap(of -> of.version().stream())
            .distinct()
            .sorted()
            .toList();
    return new Status(
        args.node().map(NodeState::name).orElse(cluster.words()),
        node.flatMap(NodeView::version).orElse(""),
        versions,
        cluster.nodes().size());
  }

  private static Sight look(Args args, Facts facts, int number)
      throws RemoteException, InterruptedException {
    return args.node().isPresent()
        ? NodeLook.at(facts, args.node().get(), args.version(), number)
        : cluster(args.cluster().orElseThrow(), facts, number);
  }

  /** Two of them are asked, where there are two: one alone may have lost the others. */
  private static Sight cluster(ClusterState wanted, Facts facts, int number)
      throws RemoteException, InterruptedException {
    List<Members.Seen> seen = Members.of(facts).from(number).ask(facts, 2);
    String words =
        seen.stream()
            .map(one -> one.cluster().words() + " as " + one.by() + " sees it")
            .collect(Collectors.joining(", "));
    return new Sight(seen.stream().allMatch(one -> one.cluster().is(wanted)), words);
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    world
        .nodeOn(facts.host().name())
        .ifPresent(place -> place.cluster().nodes().forEach(node -> node.views().clear()));
    args.node()
        .filter(NodeState.ACTIVE::equals)
        .flatMap(state -> world.nodeOn(facts.host().name()))
        .filter(place -> place.node().state() == SimNode.State.STARTING)
        .ifPresent(place -> place.node().become(SimNode.State.ACTIVE));
  }
}
