package dev.drover.lb;

import dev.drover.remote.Address;
import dev.drover.task.Extensions;
import dev.drover.task.Extensions.Found;
import java.util.Optional;
import java.util.Set;

/** Finds the maker of a balancer's drivers: built in, or of a plugin. */
public final class Drivers {

  /** Makes drivers of HAProxy. */
  private static final class OfHaproxy implements BalancerMaker {
    @Override
    public String name() {
      return "haproxy";
    }

    @Override
    public Optional<String> refuses(Balancer balancer) {
      try {
        balancer.address().forEach(Access::parse);
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public BalancerDriver driver(Balancer balancer, String address, Instance instance) {
      Address parsed = Access.parse(address);
      return new Haproxy(instance.door(), parsed, instance.via(), instance.typed());
    }
  }

  private static final BalancerMaker HAPROXY = new OfHaproxy();

  private Drivers() {}

  /** The words of those that are built in. */
  public static Set<String> builtIn() {
    return Set.of(HAPROXY.name());
  }

  static Found<BalancerMaker> find(Extensions extensions, String name) {
    return name.equals(HAPROXY.name())
        ? new Found.Is<>(HAPROXY)
        : extensions.find(BalancerMaker.class, name);
  }
}
