package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Scope;
import dev.drover.model.Becoming;
import dev.drover.model.Host;
import dev.drover.model.Keywords;
import dev.drover.model.Order;
import dev.drover.model.PlayScopes;
import dev.drover.model.Scopes;
import dev.drover.remote.Address;
import dev.drover.remote.Target;
import dev.drover.rest.Endpoint;
import dev.drover.rest.Endpoint.Authorization;
import dev.drover.schema.Bound;
import dev.drover.task.Busyness;
import dev.drover.task.Extensions;
import dev.drover.task.Facts;
import dev.drover.task.Kinds;
import dev.drover.task.Need;
import dev.drover.task.Product;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the rights that a plan needs, from what its kinds say of their doors and the inventory of
 * the ways there. Connects to nothing: rights are wanted before anything can be looked at.
 */
public final class Needs {

  private final Plan plan;
  private final Doors doors;
  private final Inventoried inventoried;
  private final Map<Right, Set<String>> rights = new LinkedHashMap<>();
  private final Map<String, Optional<Target>> targets = new HashMap<>();
  private final Map<String, Set<Host>> clusters = new LinkedHashMap<>();
  private final Set<String> reached = new LinkedHashSet<>();

  private Needs(Plan plan, Scopes scopes, Extensions extensions) {
    this.plan = plan;
    this.doors = Doors.closed(scopes, extensions);
    this.inventoried = new Inventoried(scopes);
  }

  /**
   * The rights, each with the addresses of the tasks that need it; none where all tasks of a host
   * do.
   */
  public static Map<Right, Set<String>> of(
      Plan plan, Scopes scopes, Extensions extensions, Map<Order.Busy, Busyness> busy) {
    Needs needs = new Needs(plan, scopes, extensions);
    plan.hosts().forEach(host -> needs.machine(host, WorkingAs.INVENTORY));
    plan.plays().forEach(play -> needs.order(play, busy));
    for (PlannedPlay play : plan.plays()) {
      Set<StepId> done = new LinkedHashSet<>();
      PlayScopes names = scopes.of(play.play(), play.hosts());
      play.lanes().stream()
          .flatMap(lane -> lane.steps().stream())
          .filter(step -> done.add(step.id()))
          .forEach(step -> needs.step(play, names, step));
    }
    return needs.rights;
  }

  private void order(PlannedPlay play, Map<Order.Busy, Busyness> busy) {
    if (play.order() != Order.LEAST_BUSY || play.lanes().size() < 2) {
      return;
    }
    Busyness measure = busy.get(play.busy().orElse(Order.Busy.LOAD));
    for (Lane lane : play.lanes()) {
      if (measure != null && !lane.steps().isEmpty()) {
        Step first = lane.steps().getFirst();
        Facts facts = new StepFacts(doors, first, play.hosts());
        Place place =
            new Place(play.play().id(), lane.host(), machine(lane.host(), WorkingAs.INVENTORY));
        measure.needs(lane.host(), facts).forEach(need -> add(need, place, facts));
      }
    }
  }

  /** Where a need arises: the task, and the machine that its step works on. */
  private record Place(String task, Host host, Optional<Target> machine) {
    Optional<String> worker() {
      return machine.flatMap(target -> target.become().map(Target.Become::user).or(target::user));
    }
  }

  private void step(PlannedPlay play, PlayScopes names, Step step) {
    if (step.state() instanceof StepState.WillSkip) {
      return;
    }
    String task = task(step);
    if (!(step.arguments() instanceof Bound.Ready<?> ready)) {
      unknown(task, "its arguments rest on what earlier steps bring");
      return;
    }
    StepFacts facts = new StepFacts(doors, step, play.hosts());
    place(names, step, task)
        .ifPresent(place ->
            needs(step.kind(), ready.arguments(), facts).forEach(need -> add(need, place, facts)));
  }

  private static String task(Step step) {
    String id = step.id().text();
    int host = id.lastIndexOf('[');
    return host < 0 ? id : id.substring(0, host);
  }

  /** Where a step works, and as whom; empty if the run alone knows. */
  private Optional<Place> place(PlayScopes names, Step step, String task) {
    Keywords keywords = step.task().keywords();
    if (keywords.delegateTo().isEmpty()
        && keywords.becoming().equals(Becoming.AS_THE_INVENTORY_SAYS)) {
      return Optional.of(new Place(task, step.host(), target(step.host(), WorkingAs.INVENTORY)));
    }
    Scope scope = names.of(step.host()).of(step.task(), Map.of());
    Diagnostics open = new Diagnostics();
    Optional<String> delegate = keywords.delegateTo().flatMap(name -> scope.text(name, open));
    if (delegate.isPresent() != keywords.delegateTo().isPresent()) {
      unknown(task, "an earlier step decides on which machine it works");
      return Optional.empty();
    }
    Host works =
        delegate
            .map(name ->
                doors
                    .scopes()
                    .inventory()
                    .host(name)
                    .orElseGet(() -> new Host(name, List.of(), Map.of())))
            .orElse(step.host());
    return Optional.of(new Place(task, works, target(works, WorkingAs.of(keywords, scope, open))));
  }

  private static <A extends Record> List<Need> needs(
      Kinds.Registered<A> kind, Record arguments, Facts facts) {
    return kind.kind().needs(kind.own(arguments), facts);
  }

  private void add(Need need, Place place, Facts facts) {
    switch (need) {
      case Need.Machine _ -> place.machine().ifPresent(target -> machine(target));
      case Need.Other other -> host(Optional.of(other.host()));
      case Need.RunAs runs -> runAs(runs, place);
      case Need.Service service -> {
        if (!place.worker().equals(Optional.of("root"))) {
          note(
              new Right.Service(place.host().name(), place.worker(), service.words()),
              place.task());
        }
      }
      case Need.Cluster request -> cluster(request, place, facts);
      case Need.Web web -> {
        note(
            new Right.Web(
                web.endpoint().base(), account(web.endpoint()), web.method(), path(web.path())),
            place.task());
        way(web.endpoint());
      }
      case Need.Connection connection -> {
        place.machine().ifPresent(target -> machine(target));
        path(Optional.of(place.host().name()), connection.to().toString(), "TCP", "");
      }
      case Need.Balancer balancer -> balancer(balancer, place);
      case Need.Unknown unknown -> unknown(place.task(), unknown.words());
    }
  }

  private void runAs(Need.RunAs runs, Place place) {
    Optional<String> by = place.worker();
    if (!by.equals(Optional.of(runs.user())) && !by.equals(Optional.of("root"))) {
      note(new Right.Program(place.host().name(), by, runs.user(), runs.words()), place.task());
    }
  }

  private void cluster(Need.Cluster request, Place place, Facts facts) {
    Product product = facts.settings(facts.host(), Product.class);
    Endpoint endpoint = product.endpoint(facts.host());
    String as = request.authenticated() ? account(endpoint) : "";
    note(new Right.Api(product.cluster(), as, request.method(), request.path()), place.task());
    for (Host member : members(product.cluster(), facts)) {
      if (reached.add(member.name())) {
        way(facts.settings(member, Product.class).endpoint(member));
      }
    }
  }

  private Set<Host> members(String cluster, Facts facts) {
    if (clusters.isEmpty()) {
      for (Host host : facts.inventory().hosts().values()) {
        if (host.vars().containsKey("product")) {
          clusters
              .computeIfAbsent(
                  facts.settings(host, Product.class).cluster(), _ -> new LinkedHashSet<>())
              .add(host);
        }
      }
    }
    return clusters.getOrDefault(cluster, Set.of());
  }

  private void balancer(Need.Balancer need, Place place) {
    note(new Right.Balancer(need.via(), need.address(), need.level()), place.task());
    host(need.via());
    if (need.address() instanceof Address.Tcp tcp) {
      path(need.via(), tcp.toString(), "TCP", "");
    }
  }

  private void unknown(String task, String words) {
    note(new Right.Unknown(task, words), task);
  }

  /** The way to a service over HTTP. */
  private void way(Endpoint endpoint) {
    host(endpoint.tunnel());
    path(
        endpoint.tunnel(),
        place(endpoint.base()),
        "HTTP",
        endpoint.proxy().map(Needs::place).orElse(""));
  }

  /** A URL without its path and what else is not of the network. */
  private static String place(URI url) {
    int usual = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return url.getHost() + ":" + (url.getPort() < 0 ? usual : url.getPort());
  }

  private static String path(String path) {
    return path.replaceFirst("\\?.*", "");
  }

  private static String account(Endpoint endpoint) {
    return switch (endpoint.authorization()) {
      case Authorization.None _ -> "";
      case Authorization.Basic basic -> basic.username();
      case Authorization.Bearer _ -> "token";
    };
  }

  /** The machine of a host, for work as somebody. */
  private Optional<Target> machine(Host host, WorkingAs as) {
    Optional<Target> target = target(host, as);
    target.ifPresent(this::machine);
    return target;
  }

  private Optional<Target> target(Host host, WorkingAs as) {
    String key = host.name() + " " + as.become() + " " + as.user();
    return targets.computeIfAbsent(key, _ -> inventoried.target(host, as, new Diagnostics()));
  }

  /** Another host of the inventory, if it is one. */
  private void host(Optional<String> name) {
    name.flatMap(doors.scopes().inventory()::host)
        .ifPresent(host -> machine(host, WorkingAs.INVENTORY));
  }

  private void machine(Target target) {
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

  private void path(Optional<String> from, String to, String what, String through) {
    note(new Right.Path(from, to, what, through), "");
  }

  private void note(Right right, String task) {
    Set<String> tasks = rights.computeIfAbsent(right, _ -> new LinkedHashSet<>());
    if (!task.isEmpty()) {
      tasks.add(task);
    }
  }
}
