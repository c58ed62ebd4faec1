package dev.drover.doctor;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Resolution;
import dev.drover.expr.Values;
import dev.drover.lb.Balancer;
import dev.drover.machine.FactProbe;
import dev.drover.machine.HostFacts;
import dev.drover.model.Host;
import dev.drover.plan.Doors;
import dev.drover.plan.Inventoried;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.Files;
import dev.drover.remote.ReadOnly;
import dev.drover.remote.Remote;
import dev.drover.remote.RemoteException;
import dev.drover.remote.Target;
import dev.drover.task.Product;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A host being looked at. */
final class Patient {

  private static final String INSTALL_BASE = "install_base";
  private static final String INSTALLATION = "installation";

  private final View view;
  private final Once<HostFacts> facts;

  Patient(Doors doors, Host host) {
    this.view = new View(doors, host);
    this.facts = new Once<>(() -> FactProbe.all(view.remote(), paths(), doors.clock()));
  }

  Host host() {
    return view.host();
  }

  View view() {
    return view;
  }

  /** How it is reached. */
  Target target() {
    return new Inventoried(view.doors().scopes())
        .target(host(), new Diagnostics())
        .orElseThrow(() -> new IllegalStateException("checked before: " + host()));
  }

  /** The door of the login user, before it becomes anybody else. */
  Remote login() {
    return new ReadOnly(view.doors().remotes().to(target().loginOnly()));
  }

  Remote remote() {
    return view.remote();
  }

  Files files() {
    return new Files(remote());
  }

  CommandResult run(String name, String script, String... arguments)
      throws RemoteException, InterruptedException {
    return remote().exec(Command.script(name, script, arguments).reading());
  }

  HostFacts facts() throws RemoteException, InterruptedException {
    return facts.get();
  }

  Optional<Product> product() throws RemoteException.Refused {
    return view.find(Product.class);
  }

  Optional<Balancer> balancer() throws RemoteException.Refused {
    return view.find(Balancer.class);
  }

  /** Where releases are extracted, if the inventory says so. */
  Optional<String> installBase() {
    return variable(INSTALL_BASE);
  }

  /** Where the product is installed now, if the inventory says so. */
  Optional<String> installation() {
    return variable(INSTALLATION);
  }

  /** The directories that a run writes to. */
  Set<String> paths() throws RemoteException.Refused {
    Set<String> paths = new LinkedHashSet<>();
    installBase().ifPresent(paths::add);
    product().map(Product::home).ifPresent(paths::add);
    product().map(product -> product.home() + "/shared").ifPresent(paths::add);
    paths.removeIf(path -> !path.startsWith("/"));
    return paths;
  }

  private Optional<String> variable(String name) {
    var variable = host().vars().get(name);
    return variable == null
        ? Optional.empty()
        : view.doors().scopes().ofHost(host()).resolve(variable.value(), new Diagnostics())
                instanceof Resolution.Ready ready
            ? Optional.of(Values.text(ready.value()))
            : Optional.empty();
  }
}
