package dev.drover.tasks;

import dev.drover.remote.CommandResult;
import dev.drover.remote.Processes;
import dev.drover.remote.RemoteException;
import dev.drover.schema.Default;
import dev.drover.schema.Doc;
import dev.drover.sim.SimHost;
import dev.drover.sim.World;
import dev.drover.task.Changes;
import dev.drover.task.ControlledBy;
import dev.drover.task.Facts;
import dev.drover.task.Gate;
import dev.drover.task.Kind;
import dev.drover.task.Need;
import dev.drover.task.NodeEffect;
import dev.drover.task.Outcome;
import dev.drover.task.Product;
import dev.drover.task.ProductProcess;
import dev.drover.task.Recovery;
import dev.drover.task.RunContext;
import dev.drover.task.TaskKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stops the product so that running requests may finish, and proves that its process is gone. */
@Doc(
    "Stops the product so that running requests may finish, and proves that its "
        + "process is gone.")
@Kind(name = "graceful_stop", since = "1.0", group = Kind.Group.NODE)
public final class GracefulStop implements TaskKind<GracefulStop.Args> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** The arguments. */
  public record Args(
      @Doc("Installation directory whose stop script is used") @Default("{{installation}}")
          String installation,
      @Doc("What stops it: the product's scripts, a systemd unit or a script in /etc/init.d")
          @Default("scripts")
          ControlledBy by,
      @Doc("Name of the service; the product's own if left out") Optional<String> service,
      @Doc("Longest time until the process must be gone") @Default("5m") Duration timeout) {}

  @Override
  public Recovery recovery(Args args) {
    return Recovery.PROBE;
  }

  @Override
  public List<NodeEffect> nodeEffects(Args args) {
    return List.of(new NodeEffect.Stops());
  }

  @Override
  public Set<Class<? extends Record>> settings(Args args) {
    return Set.of(Product.class);
  }

  @Override
  public List<Need> needs(Args args, Facts facts) {
    Product product = facts.settings(facts.host(), Product.class);
    return ProductProcess.controls(
        args.by(), product, args.service().orElse(product.service()), "stop", script(args));
  }

  @Override
  public Changes plan(Args args, Facts facts) throws RemoteException, InterruptedException {
    return ProductProcess.of(facts)
        .find()
        .map(process -> Changes.some("stops " + words(process)))
        .orElse(Changes.none("the product does not run"));
  }

  private static String words(Processes.LiveProcess process) {
    return "the product"
        + ProductProcess.installation(process).map(from -> " in " + from).orElse("");
  }

  @Override
  public Outcome run(Args args, RunContext context) throws RemoteException, InterruptedException {
    ProductProcess product = ProductProcess.of(context);
    Optional<Processes.LiveProcess> running = product.find();
    if (running.isEmpty()) {
      return Outcome.unchanged("the product does not run");
    }
    String service =
        args.service().orElse(context.settings(context.host(), Product.class).service());
    context.progress("stopping process " + running.get().pid());
    CommandResult told = product.control(args.by(), service, "stop", script(args), args.timeout());
    Gate.Passed passed =
        new Gate(told.ok() ? args.timeout() : Duration.ofSeconds(10), LOOK_EVERY, 1)
            .await(context, number -> gone(product, running.get()));
    if (passed.met()) {
      return Outcome.changed("process " + running.get().pid() + " is gone");
    }
    return Outcome.failed(
        "%s: %s after the stop%s"
            .formatted(
                context.host(),
                passed.words(),
                told.ok()
                    ? " and " + passed.time() + " of waiting"
                    : ", which ended with status " + told.status()),
        (told.out() + told.err()).lines().toList(),
        "look at what it still does; stop it by hand, or end the process, then `drover resume`");
  }

  private static List<String> script(Args args) {
    return List.of(args.installation() + "/bin/stop-bitbucket.sh");
  }

  /** A stop that says it went well proves nothing. */
  private static Gate.Sight gone(ProductProcess product, Processes.LiveProcess before)
      throws RemoteException, InterruptedException {
    Optional<Processes.LiveProcess> now = product.find();
    return new Gate.Sight(
        now.isEmpty(),
        now.map(process -> "process " + process.pid() + " still runs")
            .orElse("process " + before.pid() + " is gone"));
  }

  @Override
  public void simulate(Args args, Facts facts, World world) {
    SimHost host = world.host(facts.host().name());
    if (host.product().isPresent()) {
      if (args.by() != ControlledBy.SCRIPTS) {
        String own = facts.settings(facts.host(), Product.class).service();
        host.services().put(args.service().orElse(own), false);
      }
      host.products().stop();
    }
  }
}
