package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.NodeEffect;
import dev.drover.task.Product;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the steps of a plan mean for clusters, as their kinds tell it. */
public final class NodeEffects {

  private final Scopes scopes;

  /** Read when somebody asks: most plans are of no cluster. */
  private Optional<Map<String, Product>> products = Optional.empty();

  private Optional<Map<String, Set<String>>> clusters = Optional.empty();

  /** Of a plan for the hosts of {@code scopes}. */
  public NodeEffects(Scopes scopes) {
    this.scopes = scopes;
  }

  /** What a step means; nothing while its arguments rest on results, or if it is left out. */
  public static List<NodeEffect> of(Step step) {
    return step.arguments() instanceof Bound.Ready<?> ready
            && !(step.state() instanceof StepState.WillSkip)
        ? of(step.kind(), ready.arguments())
        : List.of();
  }

  private static <A extends Record> List<NodeEffect> of(Registered<A> kind, Record arguments) {
    return kind.kind().nodeEffects(kind.own(arguments));
  }

  /** The effects of one type that a step has. */
  public static <E extends NodeEffect> List<E> of(Step step, Class<E> type) {
    return of(step).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The product on a host, as the inventory tells it. */
  public Optional<Product> product(Host host) {
    return Optional.ofNullable(products().get(host.name()));
  }

  /** The hosts of the cluster that a host belongs to, itself among them. */
  public Set<String> members(Host host) {
    return product(host)
        .map(product -> clusters().getOrDefault(product.cluster(), Set.of()))
        .orElse(Set.of());
  }

  /** The hosts of each cluster. */
  public Map<String, Set<String>> clusters() {
    Map<String, Set<String>> known = clusters.orElseGet(this::byCluster);
    clusters = Optional.of(known);
    return known;
  }

  private Map<String, Set<String>> byCluster() {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    products()
        .forEach((host, product) ->
            found.computeIfAbsent(product.cluster(), _ -> new LinkedHashSet<>()).add(host));
    return found;
  }

  private Map<String, Product> products() {
    Map<String, Product> known = products.orElseGet(this::read);
    products = Optional.of(known);
    return known;
  }

  private Map<String, Product> read() {
    Inventoried inventoried = new Inventoried(scopes);
    Map<String, Product> found = new LinkedHashMap<>();
    for (Host host : scopes.inventory().hosts().values()) {
      Optional.ofNullable(host.vars().get("product"))
          .flatMap(variable ->
              inventoried.settings(
                  host, Product.class, variable.value().span(), "policy", new Diagnostics()))
          .ifPresent(product -> found.put(host.name(), product));
    }
    return found;
  }
}
