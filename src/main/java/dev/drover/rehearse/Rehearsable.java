package dev.drover.rehearse;

import dev.drover.model.Order;
import dev.drover.model.Scopes;
import dev.drover.plan.Plan;
import dev.drover.task.Busyness;
import dev.drover.task.Extensions;
import java.util.Map;
import java.util.Set;

/**
 * A plan that can be rehearsed, with what is needed for that.
 *
 * @param busyness what tells how busy a host is, by source
 * @param own the names of the kinds that the simulated world emulates by their commands; of others
 *     it takes what they say themselves
 */
public record Rehearsable(
    Plan plan,
    Scopes scopes,
    Extensions extensions,
    Map<Order.Busy, Busyness> busyness,
    Set<String> own) {
  public Rehearsable {
    busyness = Map.copyOf(busyness);
    own = Set.copyOf(own);
  }
}
