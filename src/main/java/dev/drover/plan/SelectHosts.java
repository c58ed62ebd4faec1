package dev.drover.plan;

import dev.drover.diag.Code;
import dev.drover.expr.Scope;
import dev.drover.model.Host;
import dev.drover.model.HostPattern;
import dev.drover.model.Order;
import dev.drover.model.Play;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Finds the hosts of each play, in the order that they are taken. */
final class SelectHosts implements Pass {

  @Override
  public Plan apply(Plan plan, Planning planning) {
    List<PlannedPlay> plays = new ArrayList<>();
    for (Play play : plan.runbook().plays()) {
      Scope scope = planning.scopes().ofPlay(play);
      plays.add(
          scope
              .text(play.hosts(), planning.diagnostics())
              .map(pattern -> planned(play, pattern, plan.seed(), planning))
              .filter(planned -> !planned.hosts().isEmpty())
              .orElseGet(() -> forAnybody(play, planning)));
    }
    Plan selected = plan.with(plays);
    planning.limit().check(selected, planning.diagnostics());
    return selected;
  }

  private static PlannedPlay planned(Play play, String pattern, long seed, Planning planning) {
    List<Host> hosts =
        HostPattern.select(
            pattern, play.hosts().span(), planning.scopes().inventory(), planning.diagnostics());
    List<Lane> lanes =
        ordered(hosts, play.order().by(), seed).stream()
            .filter(planning.limit()::allows)
            .map(host -> new Lane(host, List.of()))
            .toList();
    PlannedWindow rolling =
        PlannedWindow.of(
            play.rolling(), hosts.size(), lanes.size(), FailureDomains.of(play, hosts, planning));
    return new PlannedPlay(play, play.order().by(), busy(play, planning), hosts, rolling, lanes);
  }

  /**
   * A play whose hosts are not known, which has been reported: its tasks are checked for a host
   * without a name that has every variable that any host has.
   */
  private static PlannedPlay forAnybody(Play play, Planning planning) {
    Host anybody = planning.anybody("");
    return new PlannedPlay(
        play,
        play.order().by(),
        Optional.empty(),
        List.of(anybody),
        PlannedWindow.of(1, 1),
        List.of(new Lane(anybody, List.of())));
  }

  private static List<Host> ordered(List<Host> hosts, Order order, long seed) {
    List<Host> ordered = new ArrayList<>(hosts);
    switch (order) {
      case INVENTORY, LEAST_BUSY -> {}
      case REVERSE -> Collections.reverse(ordered);
      case SORTED -> ordered.sort(Comparator.comparing(Host::name));
      case SHUFFLE -> Collections.shuffle(ordered, seeded(seed));
    }
    return ordered;
  }

  private static RandomGenerator seeded(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static Optional<Order.Busy> busy(Play play, Planning planning) {
    if (play.order().by() != Order.LEAST_BUSY) {
      return Optional.empty();
    }
    return play.order()
        .source()
        .flatMap(source ->
            planning
                .scopes()
                .ofPlay(play)
                .text(source, planning.diagnostics())
                .flatMap(word -> {
                  try {
                    return Optional.of(Order.Busy.valueOf(word.toUpperCase(Locale.ROOT)));
                  } catch (IllegalArgumentException e) {
                    planning
                        .diagnostics()
                        .error(
                            Code.ARGS_WRONG_TYPE,
                            source.span(),
                            "`" + word + "` does not tell how busy a host is",
                            "write load, tasks, users or sessions");
                    return Optional.empty();
                  }
                }))
        .or(() -> Optional.of(Order.Busy.LOAD));
  }
}
