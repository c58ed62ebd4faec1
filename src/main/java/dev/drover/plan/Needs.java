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
import dev.drover.schema.Bound;
import dev.drover.task.Busyness;
import dev.drover.task.Extensions;
import dev.drover.task.Facts;
import dev.drover.task.Kinds;
import dev.drover.task.Need;
import dev.drover.task.Product;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the rights that a plan needs, from what its kinds say of their doors and the inventory of
 * the ways there. Connects to nothing: rights are wanted before anything can be looked at.
 */
public final class Needs {

  private final Doors doors;
  private final Ways ways;
  private final Map<String, Product> products = new HashMap<>();

  /** The clusters whose nodes are known. */
  private final Set<String> reached = new HashSet<>();

  private Needs(Scopes scopes, Extensions extensions) {
    this.doors = Doors.closed(scopes, extensions);
    this.ways = new Ways(scopes);
  }

  /**
   * The rights, each with the addresses of the tasks that need it; none where all tasks of a host
   * do.
   */
  public static Map<Right, Set<String>> of(
      Plan plan, Scopes scopes, Extensions extensions, Map<Order.Busy, Busyness> busy) {
    Needs needs = new Needs(scopes, extensions);
    plan.hosts().forEach(host -> needs.ways.machine(host, WorkingAs.INVENTORY));
    plan.plays().forEach(play -> needs.order(play, busy));
    for (PlannedPlay play : plan.plays()) {
      Set<StepId> done = new HashSet<>();
      PlayScopes names = scopes.of(play.play(), play.hosts());
      play.lanes().stream()
          .flatMap(lane -> lane.steps().stream())
          .filter(step -> done.add(step.id()))
          .forEach(step -> needs.step(play, names, step));
    }
    return needs.ways.rights();
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
            new Place(
                play.play().id(), lane.host(), ways.machine(lane.host(), WorkingAs.INVENTORY));
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
      ways.unknown(task, "its arguments rest on what earlier steps bring");
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
      return Optional.of(
          new Place(task, step.host(), ways.target(step.host(), WorkingAs.INVENTORY)));
    }
    Scope scope = names.of(step.host()).of(step.task(), Map.of());
    Diagnostics open = new Diagnostics();
    Optional<String> delegate = keywords.delegateTo().flatMap(name -> scope.text(name, open));
    if (delegate.isPresent() != keywords.delegateTo().isPresent()) {
      ways.unknown(task, "an earlier step decides on which machine it works");
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
    return Optional.of(
        new Place(task, works, ways.target(works, WorkingAs.of(keywords, scope, open))));
  }

  private static <A extends Record> List<Need> needs(
      Kinds.Registered<A> kind, Record arguments, Facts facts) {
    return kind.kind().needs(kind.own(arguments), facts);
  }

  private void add(Need need, Place place, Facts facts) {
    switch (need) {
      case Need.Machine _ -> place.machine().ifPresent(target -> ways.machine(target));
      case Need.Other other -> ways.host(Optional.of(other.host()));
      case Need.RunAs runs -> runAs(runs, place);
      case Need.Service service -> {
        if (!place.worker().equals(Optional.of("root"))) {
          ways.note(
              new Right.Service(place.host().name(), place.worker(), service.words()),
              place.task());
        }
      }
      case Need.Cluster request -> cluster(request, place, facts);
      case Need.Web web -> {
        ways.note(
            new Right.Web(
                web.endpoint().base(),
                Ways.account(web.endpoint()),
                web.method(),
                withoutQuery(web.path())),
            place.task());
        ways.way(web.endpoint());
      }
      case Need.Connection connection -> {
        place.machine().ifPresent(target -> ways.machine(target));
        ways.path(Optional.of(place.host().name()), connection.to().toString(), "TCP", "");
      }
      case Need.Balancer balancer -> balancer(balancer, place);
      case Need.Unknown unknown -> ways.unknown(place.task(), unknown.words());
    }
  }

  private void runAs(Need.RunAs runs, Place place) {
    Optional<String> by = place.worker();
    if (!by.equals(Optional.of(runs.user())) && !by.equals(Optional.of("root"))) {
      ways.note(
          new Right.Program(place.host().name(), by, runs.user(), runs.words()), place.task());
    }
  }

  private void cluster(Need.Cluster request, Place place, Facts facts) {
    Product product = product(facts.host(), facts);
    String as = request.authenticated() ? Ways.account(product.endpoint(facts.host())) : "";
    ways.note(new Right.Api(product.cluster(), as, request.method(), request.path()), place.task());
    if (reached.add(product.cluster())) {
      members(product.cluster(), facts)
          .forEach(member -> ways.way(product(member, facts).endpoint(member)));
    }
  }

  /** All hosts of a cluster: a task may look at others than those of its play. */
  private List<Host> members(String cluster, Facts facts) {
    return facts.inventory().hosts().values().stream()
        .filter(host -> host.vars().containsKey("product"))
        .filter(host -> product(host, facts).cluster().equals(cluster))
        .toList();
  }

  private Product product(Host host, Facts facts) {
    return products.computeIfAbsent(host.name(), _ -> facts.settings(host, Product.class));
  }

  private void balancer(Need.Balancer need, Place place) {
    ways.note(new Right.Balancer(need.via(), need.address(), need.level()), place.task());
    ways.host(need.via());
    if (need.address() instanceof Address.Tcp tcp) {
      ways.path(need.via(), tcp.toString(), "TCP", "");
    }
  }

  private static String withoutQuery(String path) {
    return path.replaceFirst("\\?.*", "");
  }
}
