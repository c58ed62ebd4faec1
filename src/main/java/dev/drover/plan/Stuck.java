package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.plan.PlannedWindow.Wave;
import dev.drover.plan.Turns.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through the turns of a play until all hosts in work wait for others that can't come back.
 */
final class Stuck {

  private final PlannedPlay play;
  private final Standings where;
  private final HeldUp.MayLeave rule;

  Stuck(PlannedPlay play, Standings where, HeldUp.MayLeave rule) {
    this.play = play;
    this.where = where;
    this.rule = rule;
  }

  /** The first host that waits so; empty if all may leave sooner or later. */
  Optional<HeldUp> first(List<Turn> turns) {
    Set<String> out = new LinkedHashSet<>();
    play.hosts().stream().map(Host::name).filter(where::wasOut).forEach(out::add);
    if (out.isEmpty()) {
      return Optional.empty();
    }
    for (Turn turn : inWorstOrder(turns, out)) {
      List<String> waiting = new ArrayList<>();
      for (Lane lane : turn.lanes()) {
        if (waiting.size() >= turn.window()) {
          break;
        }
        String host = lane.host().name();
        if (where.isOutOnlyBetween(host) || (where.isOutAfter(host) && !where.isOutBefore(host))) {
          waiting.add(host);
        } else if (!where.isOutAfter(host)) {
          out.remove(host);
        }
        boolean left;
        do {
          left = false;
          for (String other : List.copyOf(waiting)) {
            if (rule.may(play, other, out)) {
              left |= waiting.remove(other);
              if (where.isOutAfter(other)) {
                out.add(other);
              }
            }
          }
        } while (left);
      }
      if (!waiting.isEmpty()) {
        return Optional.of(new HeldUp(play, waiting.getFirst(), List.copyOf(out)));
      }
    }
    return Optional.empty();
  }

  /** If the run decides the order, those that have to wait may come first. */
  private List<Turn> inWorstOrder(List<Turn> turns, Set<String> out) {
    if (Turns.isDecided(play)) {
      return turns;
    }
    List<Lane> lanes = Turns.lanes(play);
    List<Lane> worst = new ArrayList<>();
    lanes.stream().filter(lane -> where.comesFirst(lane.host().name())).forEach(worst::add);
    lanes.stream()
        .filter(
            lane -> !where.wasOut(lane.host().name()) && !rule.may(play, lane.host().name(), out))
        .forEach(worst::add);
    lanes.stream().filter(lane -> !worst.contains(lane)).forEach(worst::add);
    List<Turn> ordered = new ArrayList<>();
    int from = 0;
    for (Wave wave : Turns.waves(play)) {
      int to = Math.min(worst.size(), from + wave.hosts());
      ordered.add(new Turn(worst.subList(from, to), wave.window()));
      from = to;
    }
    return ordered;
  }
}
