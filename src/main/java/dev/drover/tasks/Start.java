package dev.drover.tasks;

import dev.drover.model.Host;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.Processes;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.schema.Version;
import dev.drover.sim.SimHost;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.ClusterView;
import dev.drover.task.ControlledBy;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Installations;
import dev.drover.task.Kind;
import dev.drover.task.Members;
import dev.drover.task.Need;
import dev.drover.task.NodeEffect;
import dev.drover.task.NodeState;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
import dev.drover.task.ProductProcess;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Starts the product from an installation and proves that its process lives. It does not wait until
 * the node serves users; {@code wait_status} does.
 */
@Doc(
    "Starts the product from an installation and proves that its process lives. "
        + "It does not wait until the node serves users; `wait_status` does.")
@Kind(name = "start", since = "1.0", group = Kind.Group.NODE)
public final class Start implements TaskKind<Start.Args> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A process that can't start is mostly gone after that many seconds. */
  private static final int LOOKS = 3;

  /** The arguments. */
  public record Args(
      @Doc("Installation directory to start from") @Default("{{new_installation}}")
          String installation,
      @Doc("What starts it: the product's scripts, a systemd unit or a script in /etc/init.d")
          @Default("scripts")
          ControlledBy by,
      @Doc("Name of the service; the product's own if left out") Optional<String> service,
      @Doc("Longest time until the process must live") @Default("1m") Duration timeout,
      @Doc("Start the bundled search server too; Data Center has a remote one") @Default("false")
          boolean search) {}

  @Override
  public Recovery recovery(Args args) {
    return Recovery.PROBE;
  }

  @Override
  public List<NodeEffect> nodeEffects(Args args) {
    return List.of(new NodeEffect.Starts(args.installation()));
  }

  @Override
  public Set<Class<? extends Record>> settings(Args args) {
    return Set.of(Product.class);
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    Product product = facts.settings(facts.host(), Product.class);
    List<Need> needs =
        new ArrayList<>(
            ProductProcess.controls(
                args.by(),
                product,
                args.service().orElse(product.service()),
                "start",
                script(args)));
    needs.add(new Need.Cluster("GET", "/rest/zdu/cluster"));
    return needs;
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    ProductProcess product = ProductProcess.of(facts);
    Optional<Processes.LiveProcess> process = product.find();
    return process.isPresent() && product.runsFrom(process.get(), args.installation())
        ? Changes.none("it runs from " + args.installation())
        : Changes.some("starts the product in " + args.installation());
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    ProductProcess product = ProductProcess.of(context);
    Optional<Processes.LiveProcess> before = product.find();
    if (before.isPresent()) {
      return product.runsFrom(before.get(), args.installation())
          ? Outcome.unchanged("it runs from " + args.installation())
          : Outcome.failed(
              "%s: the product runs already, as process %d%s"
                  .formatted(
                      context.host(),
                      before.get().pid(),
                      ProductProcess.installation(before.get())
                          .map(from -> " from " + from)
                          .orElse("")),
              "stop it first with `graceful_stop`");
    }
    Optional<Outcome> refusal = versionGuard(args, context);
    return refusal.isPresent() ? refusal.get() : start(args, context, product);
  }

  private static Outcome start(Args args, RunContext context, ProductProcess product)
      throws RemoteException, InterruptedException {
    String service =
        args.service().orElse(context.settings(context.host(), Product.class).service());
    CommandResult told = product.control(args.by(), service, "start", script(args), args.timeout());
    if (!told.ok()) {
      return failed(context, product, told, "the start ended with status " + told.status());
    }
    Gate.Passed passed =
        new Gate(args.timeout(), LOOK_EVERY, LOOKS).await(context, number -> alive(args, product));
    return passed.met()
        ? Outcome.changed(passed.words() + ", started from " + args.installation())
        : failed(
            context,
            product,
            told,
            "waited %s for its process to live; %s".formatted(passed.time(), passed.lastSeen()));
  }

  private static List<String> script(Args args) {
    String script = args.installation() + "/bin/start-bitbucket.sh";
    return args.search() ? List.of(script) : List.of(script, "--no-search");
  }

  private static Gate.Sight alive(Args args, ProductProcess product)
      throws RemoteException, InterruptedException {
    Optional<Processes.LiveProcess> process = product.find();
    if (process.isEmpty()) {
      return new Gate.Sight(false, "the product has no process");
    }
    String words = "process " + process.get().pid() + " lives";
    return product.runsElsewhere(process.get(), args.installation())
        ? new Gate.Sight(
            false,
            words + ", but runs from " + ProductProcess.installation(process.get()).orElse(""))
        : new Gate.Sight(true, words);
  }

  private static Outcome failed(
      RunContext context, ProductProcess product, CommandResult told, String what)
      throws RemoteException, InterruptedException {
    List<String> evidence = new ArrayList<>((told.out() + told.err()).lines().toList());
    evidence.add("launcher.log:");
    evidence.addAll(product.launcherLog());
    return Outcome.failed(
        context.host() + ": the product did not start: " + what,
        evidence,
        "mend what the log names, then `drover resume`");
  }

  /**
   * A node of another version that starts while upgrade mode is off changes the database under the
   * others. Nobody who could be asked means that no node runs, and then nothing is changed under
   * anybody.
   */
  private static Optional<Outcome> versionGuard(Args args, RunContext context)
      throws RemoteException, InterruptedException {
    Optional<Version> version =
        Installations.version(new Files(context.remote()), args.installation());
    Optional<ClusterView> cluster = cluster(context);
    if (version.isEmpty() || cluster.isEmpty()) {
      return Optional.empty();
    }
    Set<Version> others = versions(context, cluster.get());
    if (others.isEmpty() || others.equals(Set.of(version.get()))) {
      return Optional.empty();
    }
    if (!cluster.get().upgradeMode()) {
      return Optional.of(
          Outcome.failed(
              "%s: %s is version %s, the cluster runs %s and upgrade mode is off: a start would change the database"
                      .formatted(context.host(), args.installation(), version.get(), others)
                  + " under the other nodes",
              "switch upgrade mode on first: `- upgrade_mode: on`"));
    }
    Optional<Version> original = cluster.get().originalVersion().flatMap(Installations::parse);
    return original.isEmpty()
            || version.get().equals(original.get())
            || version.get().isBugFixOf(original.get())
        ? Optional.empty()
        : Optional.of(
            Outcome.failed(
                "%s: %s is version %s, which is no bug-fix release after %s"
                    .formatted(context.host(), args.installation(), version.get(), original.get()),
                "take a later release of the same line"));
  }

  private static Optional<ClusterView> cluster(RunContext context)
      throws RemoteException, InterruptedException {
    Host host = context.host();
    try {
      return Members.of(context).without(host).ask(context, 1).stream()
          .findFirst()
          .map(Members.Seen::cluster);
    } catch (RemoteException.Unreachable | RemoteException.TooSlow e) {
      return Optional.empty();
    }
  }

  private static Set<Version> versions(RunContext context, ClusterView cluster) {
    String own = context.settings(context.host(), Product.class).nodeName();
    Set<Version> versions = new TreeSet<>();
    for (ClusterView.NodeView node : cluster.nodes()) {
      if (!node.name().equals(own) && !node.is(NodeState.OFFLINE)) {
        node.version().flatMap(Installations::parse).ifPresent(versions::add);
      }
    }
    return versions;
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    Product product = facts.settings(facts.host(), Product.class);
    SimHost host = world.host(facts.host().name());
    if (host.product().isPresent()) {
      return;
    }
    if (args.by() == ControlledBy.SCRIPTS) {
      host.products().start(args.installation(), product.user().orElse(host.user()), Map.of());
    } else {
      host.products()
          .startService(
              args.service().orElse(product.service()), args.by() == ControlledBy.SYSTEMD);
    }
  }
}
