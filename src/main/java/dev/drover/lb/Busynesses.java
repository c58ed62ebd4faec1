package dev.drover.lb;

import dev.drover.machine.FactProbe;
import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.remote.RemoteException;
import dev.drover.task.Busyness;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.Facts;
import dev.drover.task.Members;
import dev.drover.task.Need;
import dev.drover.task.Product;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every way to tell how busy a host is. */
public final class Busynesses {
  private Busynesses() {}

  /** The measures, by what they look at. */
  public static Map<Order.Busy, Busyness> all() {
    Map<Order.Busy, Busyness> all = new EnumMap<>(Order.Busy.class);
    for (Order.Busy source : Order.Busy.values()) {
      all.put(
          source,
          switch (source) {
            case LOAD -> Busynesses::load;
            case TASKS -> new Told("tasks", NodeView::tasks);
            case USERS -> new Told("users", NodeView::users);
            case SESSIONS -> new Sessions();
          });
    }
    return all;
  }

  private static double load(Host host, Facts facts) throws RemoteException, InterruptedException {
    return FactProbe.load(facts.remote(host)).load1PerCpu();
  }

  /** What the product tells. */
  private record Told(String what, Function<NodeView, Optional<Integer>> count)
      implements Busyness {
    @Override
    public double measure(Host host, Facts facts) throws RemoteException, InterruptedException {
      Members.Seen seen = Members.of(facts).ask(facts);
      return seen.cluster()
          .node(facts.settings(host, Product.class))
          .flatMap(count)
          .orElseThrow(() ->
              new RemoteException.Refused(
                  "the product does not tell how many %s %s has".formatted(what, host),
                  "order by load or sessions",
                  null));
    }

    @Override
    public List<Need> needs(Host host, Facts facts) {
      return List.of(new Need.Cluster("GET", "/rest/zdu/cluster"));
    }
  }

  /** What the balancer counts. */
  private record Sessions() implements Busyness {
    @Override
    public double measure(Host host, Facts facts) throws RemoteException, InterruptedException {
      return Seat.of(facts, host).sessions();
    }

    @Override
    public List<Need> needs(Host host, Facts facts) {
      return Seat.of(facts, host).needs(false);
    }
  }
}
