package dev.drover.tasks;

import dev.drover.model.Host;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Word;
import dev.drover.rest.Endpoint;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Main;
import dev.drover.schema.Version;
import dev.drover.sim.SimCluster;
import dev.drover.sim.World;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.Changes;
import dev.drover.task.Closing;
import dev.drover.task.ClusterState;
import dev.drover.task.ClusterView;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Installations;
import dev.drover.task.Kind;
import dev.drover.task.Members;
import dev.drover.task.Need;
import dev.drover.task.NodeState;
import dev.drover.task.NodesBefore;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import dev.drover.task.Zdu;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Switches the cluster's upgrade mode on, so that nodes of a later bug-fix release may join, or off
 * again as long as no node has been upgraded.
 */
@Doc(
    "Switches the cluster's upgrade mode on, so that nodes of a later bug-fix "
        + "release may join, or off again as long as no node has been upgraded.")
@Kind(
    name = "upgrade_mode",
    since = "1.0",
    group = Kind.Group.ROLLING_UPGRADE,
    scope = Kind.Scope.ONCE)
public final class UpgradeMode implements TaskKind<UpgradeMode.Args> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int LOOKS = 2;

  /** On or off. */
  public enum Mode {
    ON,
    OFF
  }

  /** The arguments. */
  public record Args(
      @Main @Doc("`on` before the first node is upgraded, `off` to give up before that") Mode mode,
      @Doc("Version that the nodes will get: it must be a later bug-fix release than theirs")
          Optional<Version> version,
      @Doc("Longest time until every node agrees") @Default("1m") Duration timeout) {}

  @Override
  public Recovery recovery(Args args) {
    return Recovery.PROBE;
  }

  @Override
  public Set<Class<? extends Record>> settings(Args args) {
    return Set.of(Product.class);
  }

  @Override
  public List<BracketEffect> brackets(Args args, Facts facts) {
    Product product = facts.settings(facts.host(), Product.class);
    Bracket bracket = new Bracket(Bracket.Type.UPGRADE_MODE, product.cluster());
    return switch (args.mode()) {
      case ON ->
          List.of(
              new BracketEffect.Opens(
                  bracket,
                  "curl -u ADMIN -X POST -H 'X-Atlassian-Token: no-check' -H 'Content-Type:"
                      + " application/json' "
                      + Word.of(Endpoint.plain(product.url()) + "/rest/zdu/cancel").quoted()));
      case OFF -> List.of(new BracketEffect.Closes(bracket));
    };
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    Need look = new Need.Cluster("GET", "/rest/zdu/cluster");
    Need off = new Need.Cluster("POST", "/rest/zdu/cancel"); // also if a run fails early
    return switch (args.mode()) {
      case ON -> List.of(look, new Need.Cluster("POST", "/rest/zdu/start"), off);
      case OFF -> List.of(look, off);
    };
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    ClusterView cluster = Members.of(facts).ask(facts).cluster();
    return switch (args.mode()) {
      case ON -> planOn(args, facts, cluster);
      case OFF -> planOff(cluster);
    };
  }

  private static Changes planOn(Args args, Facts facts, ClusterView cluster) {
    if (cluster.upgradeMode()) {
      return goesOn(args, cluster)
          ? Changes.none("upgrade mode is on, from " + original(cluster))
          : Changes.fails(
              "upgrade mode is on already, from %s, with nodes at %s"
                  .formatted(original(cluster), versions(cluster)));
    }
    List<String> against = against(args, facts, cluster);
    return against.isEmpty()
        ? Changes.some("switches upgrade mode on; the cluster is " + cluster.words())
        : Changes.fails(String.join("; ", against));
  }

  private static Changes planOff(ClusterView cluster) {
    if (!cluster.upgradeMode()) {
      return Changes.none("upgrade mode is off");
    }
    return cluster.is(ClusterState.READY_TO_UPGRADE)
        ? Changes.some("switches upgrade mode off; the cluster is " + cluster.words())
        : Changes.fails("upgrade mode can't be switched off: the cluster is " + cluster.words());
  }

  private static String original(ClusterView cluster) {
    return cluster.originalVersion().orElse("an unknown version");
  }

  /** Upgrade mode that is on already is ours only if it leads where we want to go. */
  private static boolean goesOn(Args args, ClusterView cluster) {
    if (args.version().isEmpty()) {
      return true;
    }
    Optional<Version> original = cluster.originalVersion().flatMap(Installations::parse);
    Version target = args.version().get();
    Set<Version> allowed = new TreeSet<>(Set.of(target));
    original.ifPresent(allowed::add);
    return original.map(target::isBugFixOf).orElse(true) && allowed.containsAll(versions(cluster));
  }

  private static Set<Version> versions(ClusterView cluster) {
    return cluster.nodes().stream()
        .filter(node -> !node.is(NodeState.OFFLINE))
        .flatMap(node -> node.version().flatMap(Installations::parse).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    Members.Seen seen = Members.of(context).ask(context);
    return switch (args.mode()) {
      case ON -> on(args, context, seen);
      case OFF -> off(args, context, seen);
    };
  }

  private static Outcome on(Args args, RunContext context, Members.Seen seen)
      throws RemoteException, InterruptedException {
    ClusterView cluster = seen.cluster();
    if (cluster.upgradeMode()) {
      return goesOn(args, cluster)
          ? Outcome.unchanged("upgrade mode is on already, from " + original(cluster))
          : Outcome.failed(
              "upgrade mode is on already, from %s, with nodes at %s: that does not lead to %s"
                  .formatted(original(cluster), versions(cluster), args.version().get()),
              "finish or cancel the other upgrade first");
    }
    List<String> against = against(args, context, cluster);
    if (!against.isEmpty()) {
      return Outcome.failed(
          "upgrade mode can't be switched on: " + String.join("; ", against),
          List.of(cluster.toString()),
          "mend that first; nothing was changed");
    }
    return switch (Zdu.of(context, seen.by()).start()) {
      case Zdu.Transition.Done done ->
          confirmed(args, context, true, "upgrade mode is on, from " + original(done.now()));
      case Zdu.Transition.Refused refused ->
          refused.now().upgradeMode()
              ? Outcome.unchanged("somebody else has just switched upgrade mode on")
              : refusal("on", refused);
    };
  }

  /** What speaks against it; all of it, so that one look at the message is enough. */
  private static List<String> against(Args args, Facts facts, ClusterView cluster) {
    List<String> against = new ArrayList<>();
    if (!cluster.is(ClusterState.STABLE)) {
      against.add("the cluster is " + cluster.words() + ", not STABLE");
    }
    for (Host host : Members.of(facts).hosts()) {
      var node = cluster.node(facts.settings(host, Product.class));
      if (node.isEmpty()) {
        against.add(host + " is not in the cluster");
      } else if (!node.get().is(NodeState.ACTIVE)) {
        against.add(host + " is " + node.get().words());
      }
    }
    int members = Members.of(facts).hosts().size();
    if (cluster.nodes().size() > members) {
      against.add(
          "the cluster has %d nodes, the inventory %d".formatted(cluster.nodes().size(), members));
    }
    Set<Version> versions = versions(cluster);
    if (versions.size() != 1) {
      against.add("the nodes run different versions: " + versions);
    } else if (args.version().isPresent()
        && !args.version().get().isBugFixOf(versions.iterator().next())) {
      against.add(
          "%s is no later bug-fix release of %s"
              .formatted(args.version().get(), versions.iterator().next()));
    }
    return against;
  }

  private static Outcome off(Args args, RunContext context, Members.Seen seen)
      throws RemoteException, InterruptedException {
    ClusterView cluster = seen.cluster();
    if (!cluster.upgradeMode()) {
      return Outcome.unchanged("upgrade mode is off");
    }
    if (!cluster.is(ClusterState.READY_TO_UPGRADE)) {
      return Outcome.failed(
          "upgrade mode can't be switched off: the cluster is %s, and only READY_TO_UPGRADE allows it"
              .formatted(cluster.words()),
          List.of(cluster.toString()),
          "upgrade all nodes and `approve`; or stop every upgraded node, start it from its old"
              + " installation, and try again");
    }
    return switch (Zdu.of(context, seen.by()).cancel()) {
      case Zdu.Transition.Done done -> confirmed(args, context, false, "upgrade mode is off");
      case Zdu.Transition.Refused refused ->
          refused.now().upgradeMode()
              ? refusal("off", refused)
              : Outcome.unchanged("somebody else has just switched upgrade mode off");
    };
  }

  /** Switches it off if no node is upgraded, and none may be about to be. */
  @Override
  public Closing close(Args args, Bracket bracket, RunContext context)
      throws RemoteException, InterruptedException {
    List<Members.Seen> seen = Members.of(context).ask(context, 2);
    if (seen.stream().noneMatch(one -> one.cluster().upgradeMode())) {
      return new Closing.Closed("upgrade mode is off");
    }
    Set<String> against = new LinkedHashSet<>();
    for (Members.Seen one : seen) {
      against.addAll(NodesBefore.otherwise(context, one.cluster()));
    }
    if (!against.isEmpty()) {
      return Closing.byGoingOn(
          "upgrade mode is never switched off by itself unless all nodes are as they were: "
              + String.join("; ", against));
    }
    return switch (off(args, context, seen.getFirst())) {
      case Outcome.Done done -> new Closing.Closed(done.summary());
      case Outcome.Failed failed -> Closing.unsure(failed.cause());
      case Outcome.Skipped _, Outcome.Blocked _ ->
          throw new IllegalStateException("switching it off is never left out");
    };
  }

  private static Outcome refusal(String mode, Zdu.Transition.Refused refused) {
    return Outcome.failed(
        "the product refused to switch upgrade mode %s%s; the cluster is %s"
            .formatted(
                mode,
                refused.words().isEmpty() ? "" : ": " + refused.words(),
                refused.now().words()),
        List.of(refused.now().toString()),
        "look at the cluster; then `drover resume`");
  }

  /** Seen from several nodes, not only from the one that was told. */
  private static Outcome confirmed(Args args, RunContext context, boolean on, String summary)
      throws RemoteException, InterruptedException {
    Gate.Passed passed =
        new Gate(args.timeout(), LOOK_EVERY, LOOKS)
            .await(
                context,
                number -> {
                  ClusterView now = Members.of(context).from(number).ask(context).cluster();
                  return new Gate.Sight(now.upgradeMode() == on, "the cluster is " + now.words());
                });
    return passed.met()
        ? Outcome.changed(summary + "; " + passed.words())
        : Outcome.failed(
            "upgrade mode was switched, but not every node agrees after %s; %s"
                .formatted(passed.time(), passed.lastSeen()),
            "look whether all nodes see each other; then `drover resume`");
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    world
        .nodeOn(facts.host().name())
        .map(World.Place::cluster)
        .ifPresent(cluster -> {
          switch (args.mode()) {
            case ON -> on(cluster);
            case OFF -> cluster.cancel();
          }
        });
  }

  private static void on(SimCluster cluster) {
    if (!cluster.upgradeMode()) {
      cluster.start();
    }
  }
}
