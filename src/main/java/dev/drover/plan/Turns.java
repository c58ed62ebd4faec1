package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.model.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In which order the engine starts the hosts of a play, as far as that is decided before the run,
 * and which may be in work together: hosts that are out come first; while any host is in work, or
 * out, none of another failure domain starts; a wave ends before the next begins.
 */
public final class Turns {

  /**
   * Lanes that start one after the other, in this order, as soon as the window has room; the last
   * lanes before them have ended.
   *
   * @param window how many of them may be in work at once
   */
  public record Turn(List<Lane> lanes, int window) {
    public Turn {
      lanes = List.copyOf(lanes);
    }
  }

  private Turns() {}

  /** What tells of a lane whether its host is out when it has ended. */
  @FunctionalInterface
  public interface StaysOut {
    /** Whether it is out. */
    boolean is(Lane lane);
  }

  /** Whether the order is decided before the run. */
  static boolean isDecided(PlannedPlay play) {
    return play.order() != Order.LEAST_BUSY;
  }

  /** The lanes that have something to do; others are done before they start. */
  static List<Lane> lanes(PlannedPlay play) {
    return play.lanes().stream().filter(lane -> !lane.steps().isEmpty()).toList();
  }

  /** The waves without the lanes that have nothing to do, which count for the first ones. */
  public static List<PlannedWindow.Wave> waves(PlannedPlay play) {
    int idle = play.lanes().size() - lanes(play).size();
    List<PlannedWindow.Wave> waves = new ArrayList<>();
    for (PlannedWindow.Wave wave : play.rolling().waves()) {
      int before = Math.min(idle, wave.hosts());
      idle -= before;
      if (wave.hosts() > before) {
        waves.add(new PlannedWindow.Wave(wave.hosts() - before, wave.window()));
      }
    }
    return waves;
  }

  /**
   * Whether the host for which a play does what it does once is sure to be the first to start.
   *
   * @param mayBeOut the names of hosts that may be out as the play begins
   */
  static boolean startsWithItsHost(PlannedPlay play, Set<String> mayBeOut) {
    return isDecided(play)
        && play.lanes().stream()
            .findFirst()
            .filter(lane -> !lane.steps().isEmpty())
            .map(lane -> lane.host().name())
            .filter(first ->
                play.hosts().stream()
                    .map(Host::name)
                    .allMatch(host -> host.equals(first) || !mayBeOut.contains(host)))
            .isPresent();
  }

  /**
   * The turns of a play. They end before all lanes have started if hosts that stay out let no other
   * start.
   *
   * @param out the names of the hosts that are out as the play begins
   */
  public static List<Turn> of(PlannedPlay play, Set<String> out, StaysOut staysOut) {
    return new Going(play, out, staysOut).turns();
  }

  /** A play being gone through. */
  private static final class Going {
    private final PlannedPlay play;
    private final StaysOut staysOut;

    /** Who waits, by domain; in each those that are out come first. */
    private final Map<Optional<String>, Deque<Lane>> waiting = new LinkedHashMap<>();

    /**
     * All that waited at first, in the order in which they would start if domains did not matter.
     */
    private final Deque<Lane> order = new ArrayDeque<>();

    /** How many hosts of each domain are out. */
    private final Map<Optional<String>, Integer> out = new LinkedHashMap<>();

    private final Set<String> started = new HashSet<>();

    private final Set<String> wasOut;

    Going(PlannedPlay play, Set<String> outside, StaysOut staysOut) {
      this.play = play;
      this.staysOut = staysOut;
      this.wasOut = Set.copyOf(outside);
      List<Lane> lanes = lanes(play);
      lanes.stream().filter(lane -> outside.contains(lane.host().name())).forEach(order::add);
      lanes.stream().filter(lane -> !outside.contains(lane.host().name())).forEach(order::add);
      order.forEach(
          lane -> waiting.computeIfAbsent(domain(lane.host()), _ -> new ArrayDeque<>()).add(lane));
      play.hosts().stream()
          .filter(host -> outside.contains(host.name()))
          .forEach(host -> out.merge(domain(host), 1, Integer::sum));
    }

    private Optional<String> domain(Host host) {
      return Optional.ofNullable(play.rolling().domains().get(host.name()));
    }

    List<Turn> turns() {
      List<Turn> turns = new ArrayList<>();
      for (PlannedWindow.Wave wave : waves(play)) {
        int left = wave.hosts();
        while (left > 0) {
          Optional<Optional<String>> domain = next();
          if (domain.isEmpty()) {
            return turns; // nobody may start
          }
          boolean alone = wave.window() == 1 && !play.rolling().domains().isEmpty();
          Turn turn = turn(domain.get(), alone ? 1 : left, wave.window());
          turns.add(turn);
          left -= turn.lanes().size();
        }
      }
      return turns;
    }

    /** The domain whose turn it is: that of the hosts that are out, if there are any. */
    private Optional<Optional<String>> next() {
      if (play.rolling().domains().isEmpty() || out.isEmpty()) {
        while (!order.isEmpty() && started.contains(order.getFirst().host().name())) {
          order.removeFirst();
        }
        return order.isEmpty() ? Optional.empty() : Optional.of(domain(order.getFirst().host()));
      }
      Optional<String> only = out.keySet().iterator().next();
      return out.size() > 1 || waiting.getOrDefault(only, new ArrayDeque<>()).isEmpty()
          ? Optional.empty()
          : Optional.of(only);
    }

    private Turn turn(Optional<String> domain, int most, int window) {
      Deque<Lane> own = waiting.getOrDefault(domain, new ArrayDeque<>());
      List<Lane> lanes = new ArrayList<>();
      while (lanes.size() < most && !own.isEmpty()) {
        lanes.add(own.removeFirst());
      }
      for (Lane lane : lanes) {
        started.add(lane.host().name());
        note(lane, domain);
      }
      return new Turn(lanes, window);
    }

    /** Whether the host is out behind its lane, which it may have been before. */
    private void note(Lane lane, Optional<String> domain) {
      boolean before = wasOut.contains(lane.host().name());
      boolean after = staysOut.is(lane);
      if (before && !after) {
        out.computeIfPresent(domain, (_, count) -> count == 1 ? null : count - 1);
      } else if (after && !before) {
        out.merge(domain, 1, Integer::sum);
      }
    }
  }
}
