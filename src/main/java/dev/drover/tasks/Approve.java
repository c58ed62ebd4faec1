package dev.drover.tasks;

import dev.drover.model.Host;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Version;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.ClusterState;
import dev.drover.task.ClusterView;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Kind;
import dev.drover.task.Members;
import dev.drover.task.Need;
import dev.drover.task.NodeEffect;
import dev.drover.task.NodeState;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
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
 * Finishes the upgrade; there is no way back from here. The product's own readiness leaves nodes
 * out that are OFFLINE, and drops them for good: so every node of the inventory is asked for, and
 * one that may be dropped must be named.
 */
@Doc(
    "Finishes the upgrade; there is no way back from here. The product's own "
        + "readiness leaves nodes out that are OFFLINE, and drops them for good: so "
        + "every node of the inventory is asked for, and one that may be dropped must "
        + "be named.")
@Kind(name = "approve", since = "1.0", group = Kind.Group.ROLLING_UPGRADE, scope = Kind.Scope.ONCE)
public final class Approve implements TaskKind<Approve.Args> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration FLICKER = Duration.ofSeconds(30);
  private static final int LOOKS = 3;

  /** The arguments. */
  public record Args(
      @Doc("Version that every node must run") @Default("{{to_version}}") Version version,
      @Doc("Nodes that may be missing: they must be OFFLINE, and are dropped from the cluster")
          Optional<List<String>> except,
      @Doc("Drop them without asking") @Default("false") boolean confirmed,
      @Doc("Longest time until the cluster is STABLE") @Default("10m") Duration timeout) {
    public Args {
      except = except.map(List::copyOf);
    }

    boolean mayMiss(String name) {
      return except.map(names -> names.contains(name)).orElse(false);
    }
  }

  @Override
  public Recovery recovery(Args args) {
    return Recovery.PROBE;
  }

  @Override
  public List<NodeEffect> nodeEffects(Args args) {
    return List.of(new NodeEffect.Finishes(args.version(), args.except().orElse(List.of())));
  }

  @Override
  public Set<Class<? extends Record>> settings(Args args) {
    return Set.of(Product.class);
  }

  @Override
  public List<BracketEffect> brackets(Args args, Facts facts) {
    return List.of(
        new BracketEffect.Closes(
            new Bracket(
                Bracket.Type.UPGRADE_MODE, facts.settings(facts.host(), Product.class).cluster())));
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    return List.of(
        new Need.Cluster("GET", "/rest/zdu/cluster"),
        new Need.Cluster("POST", "/rest/zdu/approve"));
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    ClusterView cluster = Members.of(facts).ask(facts).cluster();
    if (isDone(args, facts, cluster)) {
      return Changes.none("the cluster is STABLE at " + args.version());
    }
    List<String> missing = missing(args, facts, cluster);
    if (!missing.isEmpty()) {
      return Changes.fails(String.join("; ", missing));
    }
    if (!cluster.upgradeMode()) {
      return Changes.some("waits until the cluster is STABLE; it is " + cluster.words());
    }
    List<String> lines = new ArrayList<>();
    lines.add("finishes the upgrade to " + args.version() + "; from here on there is no way back");
    args.except()
        .orElse(List.of())
        .forEach(name -> lines.add("drops " + name + " from the cluster"));
    return new Changes.Some(lines);
  }

  private static boolean isDone(Args args, Facts facts, ClusterView cluster) {
    return !cluster.upgradeMode()
        && cluster.is(ClusterState.STABLE)
        && missing(args, facts, cluster).isEmpty();
  }

  /** What is not as it must be, node by node. */
  private static List<String> missing(Args args, Facts facts, ClusterView cluster) {
    List<String> missing = new ArrayList<>();
    List<NodeView> known = new ArrayList<>();
    for (Host host : Members.of(facts).hosts()) {
      Optional<NodeView> node = cluster.node(facts.settings(host, Product.class));
      node.ifPresent(known::add);
      if (args.mayMiss(host.name())) {
        node.filter(of -> !of.is(NodeState.OFFLINE))
            .ifPresent(of ->
                missing.add(
                    host + " may be dropped only while it is OFFLINE, and is " + of.words()));
      } else if (node.isEmpty()) {
        missing.add(host + " is not in the cluster");
      } else if (!node.get().is(NodeState.ACTIVE)
          || !node.get().version().equals(Optional.of(args.version().text()))) {
        missing.add(host + " is " + node.get().words());
      }
    }
    for (NodeView node : cluster.nodes()) {
      if (!known.contains(node) && !args.mayMiss(node.name())) {
        missing.add(node.name() + " is " + node.words() + " and not in the inventory");
      }
    }
    return missing;
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Members members = Members.of(context);
    ClusterView before = members.ask(context).cluster();
    if (isDone(args, context, before)) {
      return Outcome.unchanged("the cluster is STABLE at " + args.version());
    }
    if (!before.upgradeMode()) {
      List<String> missing = missing(args, context, before);
      return missing.isEmpty() ? stable(args, context, members) : notReady(args, missing, before);
    }
    Gate.Passed ready =
        new Gate(FLICKER, LOOK_EVERY, LOOKS)
            .await(context, number -> ready(args, context, members.from(number)));
    Members.Seen seen = members.ask(context);
    if (!ready.met()) {
      return notReady(args, missing(args, context, seen.cluster()), seen.cluster());
    }
    Optional<Outcome> refusal = unconfirmed(args, context);
    return refusal.isPresent() ? refusal.get() : approve(args, context, members, seen.by());
  }

  private static Gate.Sight ready(Args args, RunContext context, Members members)
      throws RemoteException, InterruptedException {
    ClusterView now = members.ask(context).cluster();
    List<String> missing = missing(args, context, now);
    return new Gate.Sight(
        missing.isEmpty() && now.is(ClusterState.READY_TO_RUN_UPGRADE_TASKS),
        missing.isEmpty() ? "the cluster is " + now.words() : String.join("; ", missing));
  }

  private static Outcome notReady(Args args, List<String> missing, ClusterView cluster) {
    List<String> reasons = new ArrayList<>(missing);
    if (!cluster.upgradeMode()) {
      reasons.add("upgrade mode is off");
    } else if (!cluster.is(ClusterState.READY_TO_RUN_UPGRADE_TASKS)) {
      reasons.add("the cluster is " + cluster.words());
    }
    return Outcome.failed(
        "the upgrade to %s is not approved: %s"
            .formatted(args.version(), String.join("; ", reasons)),
        List.of(cluster.toString()),
        "bring every node to ACTIVE at %s, or name the nodes to drop in `except`; then `drover resume`"
            .formatted(args.version()));
  }

  private static Optional<Outcome> unconfirmed(Args args, RunContext context)
      throws InterruptedException {
    List<String> dropped = args.except().orElse(List.of());
    if (dropped.isEmpty()
        || args.confirmed()
        || context.confirm(
            "Approve the upgrade to %s and drop %s from the cluster for good?"
                .formatted(args.version(), String.join(", ", dropped)))) {
      return Optional.empty();
    }
    return Optional.of(
        Outcome.failed(
            "nobody has confirmed that %s may be dropped".formatted(String.join(", ", dropped)),
            "answer yes, or write `confirmed: true`"));
  }

  private static Outcome approve(Args args, RunContext context, Members members, Host by)
      throws RemoteException, InterruptedException {
    if (Zdu.of(context, by).approve() instanceof Zdu.Transition.Refused refused
        && refused.now().upgradeMode()) {
      return Outcome.failed(
          "the product refused to approve%s; the cluster is %s"
              .formatted(
                  refused.words().isEmpty() ? "" : ": " + refused.words(), refused.now().words()),
          List.of(refused.now().toString()),
          "look at the cluster; then `drover resume`");
    }
    return stable(args, context, members);
  }

  /** Upgrade mode is off as soon as it is approved; the product may go on working after that. */
  private static Outcome stable(Args args, RunContext context, Members members)
      throws RemoteException, InterruptedException {
    Gate.Passed stable =
        new Gate(args.timeout(), LOOK_EVERY, LOOKS)
            .await(context, number -> stable(context, members.from(number)));
    if (!stable.met()) {
      return Outcome.failed(
          "the upgrade was approved, but the cluster was not STABLE within %s; %s"
              .formatted(Gate.words(args.timeout()), stable.lastSeen()),
          "look at the product's log for its upgrade tasks");
    }
    List<String> dropped = args.except().orElse(List.of());
    return Outcome.changed(
        "the cluster is STABLE at "
            + args.version()
            + (dropped.isEmpty() ? "" : "; dropped: " + String.join(", ", dropped)));
  }

  private static Gate.Sight stable(RunContext context, Members members)
      throws RemoteException, InterruptedException {
    Members.Seen seen = members.ask(context);
    return new Gate.Sight(
        !seen.cluster().upgradeMode() && seen.cluster().is(ClusterState.STABLE),
        "%s as %s sees it".formatted(seen.cluster().words(), seen.by()));
  }

  @Override
  public Optional<String> cannotBeUndone(Args args) {
    return Optional.of(
        "an approved upgrade can't be taken back: the cluster stays at " + args.version());
  }

  @Override
  public Optional<String> asks(Args args) {
    return args.except()
        .filter(dropped -> !dropped.isEmpty() && !args.confirmed())
        .map(dropped -> "whether " + String.join(", ", dropped) + " may be dropped for good");
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    world.nodeOn(facts.host().name()).ifPresent(place -> place.cluster().approve());
  }
}
