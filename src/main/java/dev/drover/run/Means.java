package dev.drover.run;

import dev.drover.model.Order;
import dev.drover.plan.Doors;
import dev.drover.secret.Masker;
import dev.drover.task.Busyness;
import dev.drover.time.Clock;
import dev.drover.time.Waiter;
import java.util.Map;

/**
 * What a run works with.
 *
 * @param asker who answers questions
 * @param busyness what tells how busy a host is, by source
 * @param masker knows what must not be shown
 * @param acting how steps act
 */
public record Means(
    Doors doors,
    Waiter waiter,
    Asker asker,
    Map<Order.Busy, Busyness> busyness,
    Masker masker,
    Acting acting) {

  /** For steps that act in earnest. */
  public Means(
      Doors doors, Waiter waiter, Asker asker, Map<Order.Busy, Busyness> busyness, Masker masker) {
    this(doors, waiter, asker, busyness, masker, Acting.IN_EARNEST);
  }

  public Means {
    busyness = Map.copyOf(busyness);
  }

  Clock clock() {
    return doors.clock();
  }

  Busyness busyness(Order.Busy source) {
    Busyness found = busyness.get(source);
    if (found == null) {
      throw new IllegalStateException("nothing tells how busy a host is by " + source);
    }
    return found;
  }
}
