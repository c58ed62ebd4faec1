package dev.drover.plan;

import dev.drover.diag.Diagnostics;
import dev.drover.model.Host;
import dev.drover.model.Scopes;
import dev.drover.schema.Bound;
import dev.drover.task.Kinds.Registered;
import dev.drover.task.NodeEffect;
import dev.drover.task.Product;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the steps of a plan mean for clusters, as their kinds tell it. */
public final class NodeEffects {

  private final Map<String, Product> products;

  /** Of a plan for the hosts of {@code scopes}. */
  public NodeEffects(Scopes scopes) {
    this.products = products(scopes);
  }

  private static Map<String, Product> products(Scopes scopes) {
    Inventoried inventoried = new Inventoried(scopes);
    Map<String, Product> products = new LinkedHashMap<>();
    for (Host host : scopes.inventory().hosts().values()) {
      Optional.ofNullable(host.vars().get("product"))
          .flatMap(variable ->
              inventoried.settings(
                  host, Product.class, variable.value().span(), "policy", new Diagnostics()))
          .ifPresent(product -> products.put(host.name(), product));
    }
    return products;
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
    return Optional.ofNullable(products.get(host.name()));
  }

  /** The hosts of the cluster that a host belongs to, itself among them. */
  public Set<String> members(Host host) {
    return product(host)
        .map(product -> clusters().getOrDefault(product.cluster(), Set.of()))
        .orElse(Set.of());
  }

  /** The hosts of each cluster. */
  public Map<String, Set<String>> clusters() {
    return products.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getValue().cluster(),
                LinkedHashMap::new,
                Collectors.mapping(
                    Map.Entry::getKey, Collectors.toCollection(java.util.LinkedHashSet::new))));
  }
}
