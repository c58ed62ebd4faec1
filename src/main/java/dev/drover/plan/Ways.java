package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects rights, and with each door those that the way to it takes, as the inventory says. */
final class Ways {

  private final Scopes scopes;
  private final Inventoried inventoried;
  private final Map<Right, Set<String>> rights = new LinkedHashMap<>();
  private final Map<String, Optional<Target>> targets = new HashMap<>();
  private final Set<Target> known = new HashSet<>();

  Ways(Scopes scopes) {
    this.scopes = scopes;
    this.inventoried = new Inventoried(scopes);
  }

  /** What was collected, each right with the tasks that need it. */
  Map<Right, Set<String>> rights() {
    return rights;
  }

  void unknown(String task, String words) {
    note(new Right.Unknown(task, words), task);
  }

  /** The way to a service over HTTP. */
  void way(Endpoint endpoint) {
    host(endpoint.tunnel());
    path(
        endpoint.tunnel(),
        place(endpoint.base()),
        "HTTP",
        endpoint.proxy().map(Ways::place).orElse(""));
  }

  /** A URL without its path and what else is not of the network. */
  private static String place(URI url) {
    int usual = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return url.getHost() + ":" + (url.getPort() < 0 ? usual : url.getPort());
  }

  static String account(Endpoint endpoint) {
    return switch (endpoint.authorization()) {
      case Authorization.None _ -> "";
      case Authorization.Basic basic -> basic.username();
      case Authorization.Bearer _ -> "token";
    };
  }

  /** The machine of a host, for work as somebody. */
  Optional<Target> machine(Host host, WorkingAs as) {
    Optional<Target> target = target(host, as);
    target.ifPresent(this::machine);
    return target;
  }

  Optional<Target> target(Host host, WorkingAs as) {
    String key = host.name() + " " + as.become() + " " + as.user();
    return targets.computeIfAbsent(key, _ -> inventoried.target(host, as, new Diagnostics()));
  }

  /** Another host of the inventory, if it is one. */
  void host(Optional<String> name) {
    name.flatMap(scopes.inventory()::host).ifPresent(host -> machine(host, WorkingAs.INVENTORY));
  }

  /** A machine, once for all steps that work there. */
  void machine(Target target) {
    if (!known.add(target)) {
      return;
    }
    note(new Right.Login(target.loginOnly()), "");
    if (target.kind() == Target.Kind.SSH) {
      String to = target.address().orElse(target.name()) + ":" + target.port().orElse(22);
      path(Optional.empty(), to, "SSH", target.jump().orElse(""));
    }
    target
        .become()
        .ifPresent(become ->
            note(
                new Right.Become(
                    target.name(), target.user(), become.user(), become.password().isPresent()),
                ""));
  }

  void path(Optional<String> from, String to, String what, String through) {
    note(new Right.Path(from, to, what, through), "");
  }

  void note(Right right, String task) {
    Set<String> tasks = rights.computeIfAbsent(right, _ -> new LinkedHashSet<>());
    if (!task.isEmpty()) {
      tasks.add(task);
    }
  }
}
