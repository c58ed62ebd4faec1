package dev.drover.lb;

import dev.drover.model.Host;
import dev.drover.model.Order;
import dev.drover.remote.Command;
import dev.drover.remote.CommandResult;
import dev.drover.remote.RemoteException;
import dev.drover.task.Busyness;
import dev.drover.task.ClusterView.NodeView;
import dev.drover.task.Facts;
import dev.drover.task.Members;
import dev.drover.task.Product;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every way to tell how busy a host is. */
public final class Busynesses {
  /** Load average of the last minute and number of processors. */
  private static final String LOAD =
      """
      if [ -r /proc/loadavg ]; then read -r load rest < /proc/loadavg
      else load=$(LC_ALL=C uptime | sed 's/.*averages*: *\\([0-9.]*\\).*/\\1/'); fi
      echo "$load $(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)"
      """;

  private Busynesses() {}

  /** The measures, by what they look at. */
  public static Map<Order.Busy, Busyness> all() {
    Map<Order.Busy, Busyness> all = new EnumMap<>(Order.Busy.class);
    for (Order.Busy source : Order.Busy.values()) {
      all.put(
          source,
          switch (source) {
            case LOAD -> Busynesses::load;
            case TASKS -> (host, facts) -> told(host, facts, "tasks", NodeView::tasks);
            case USERS -> (host, facts) -> told(host, facts, "users", NodeView::users);
            case SESSIONS -> (host, facts) -> Seat.of(facts, host).sessions();
          });
    }
    return all;
  }

  private static double load(Host host, Facts facts) throws RemoteException, InterruptedException {
    CommandResult result = facts.remote(host).exec(Command.script("load", LOAD).reading());
    String[] words = result.out().strip().split(" ", -1);
    if (!result.ok() || words.length != 2 || !words[0].matches("[0-9.]+")) {
      throw new RemoteException.Refused(
          host + " does not tell its load: " + result.lastWords(),
          "take another `order`, for instance `least_busy` by sessions",
          null);
    }
    return Double.parseDouble(words[0]) / Math.max(1, Integer.parseInt(words[1]));
  }

  private static double told(
      Host host, Facts facts, String what, Function<NodeView, Optional<Integer>> count)
      throws RemoteException, InterruptedException {
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
}
