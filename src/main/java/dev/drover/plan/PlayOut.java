package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.plan.Passage.Course;
import dev.drover.plan.PlannedWindow.Wave;
import dev.drover.plan.Turns.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The most hosts that are out at any moment of a play. At each moment some lanes have ended, at
 * most as many as the window allows are in work, each anywhere in it, and the others have not
 * started. Where the order is decided only in the run next to failure domains and hosts that stay
 * out, the number may be too high, never too low.
 */
final class PlayOut {

  /**
   * Hosts that are out although the run did not take them out: no other has to wait for them.
   *
   * @param before as the play begins
   * @param after behind their lanes
   */
  record Unknown(Set<String> before, Set<String> after) {
    Unknown {
      before = Set.copyOf(before);
      after = Set.copyOf(after);
    }
  }

  private final PlannedPlay play;
  private final List<Lane> lanes;
  private final Map<String, Course> courses;
  private final Map<String, Integer> before;
  private final Unknown unknown;
  private final boolean failing;
  private final List<Turn> turns;
  private final boolean startsWithItsHost;

  /** Hosts that steps in other lanes than their own may take out: they count as always out. */
  private final Set<String> roaming = new HashSet<>();

  /**
   * Of a play.
   *
   * @param courses what becomes of each host whose lane has something to do, by its name
   * @param before how each host may stand as the play begins, by its name
   * @param unknown hosts that are out without the engine's doing
   */
  PlayOut(
      PlannedPlay play,
      Map<String, Course> courses,
      Map<String, Integer> before,
      Unknown unknown,
      boolean failing) {
    this.play = play;
    this.lanes = Turns.lanes(play);
    this.courses = courses;
    this.before = Map.copyOf(before);
    this.unknown = unknown;
    this.failing = failing;
    Set<String> out = new HashSet<>();
    play.hosts().stream().map(Host::name).filter(host -> comesFirst(host)).forEach(out::add);
    this.turns =
        Turns.of(
            play,
            out,
            lane -> staysOut(lane.host().name()) && !unknown.after().contains(lane.host().name()));
    this.startsWithItsHost = Turns.startsWithItsHost(play, out);
    for (Lane lane : lanes) {
      lane.steps().stream()
          .filter(step -> Capacity.takesOut(step) && !(step.once() && startsWithItsHost))
          .flatMap(step -> step.brackets().stream())
          .filter(effect -> Capacity.isService(effect.bracket()))
          .map(effect -> effect.bracket().subject())
          .filter(host -> !host.equals(lane.host().name()) && courses.containsKey(host))
          .forEach(roaming::add);
    }
  }

  /** Whether a run in which nothing fails may start all lanes. */
  boolean isPassed() {
    return !isSure()
        || !Turns.isDecided(play)
        || turns.stream().mapToInt(turn -> turn.lanes().size()).sum() == lanes.size();
  }

  /**
   * The first host that could never leave: all that are in work wait to leave, and the hosts they
   * wait for would come back only behind them.
   */
  Optional<HeldUp> heldUp(HeldUp.MayLeave rule) {
    Set<String> out = new LinkedHashSet<>();
    play.hosts().stream().map(Host::name).filter(this::wasOut).forEach(out::add);
    if (out.isEmpty()) {
      return Optional.empty();
    }
    for (Turn turn : inWorstOrder(rule, out)) {
      List<String> waiting = new ArrayList<>();
      for (Lane lane : turn.lanes()) {
        if (waiting.size() >= turn.window()) {
          break;
        }
        String host = lane.host().name();
        if (isOutOnlyBetween(host) || (isOutAfter(host) && !isOutBefore(host))) {
          waiting.add(host);
        } else if (!isOutAfter(host)) {
          out.remove(host);
        }
        boolean left;
        do {
          left = false;
          for (String other : List.copyOf(waiting)) {
            if (rule.may(play, other, out)) {
              left |= waiting.remove(other);
              if (isOutAfter(other)) {
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
  private List<Turn> inWorstOrder(HeldUp.MayLeave rule, Set<String> out) {
    if (Turns.isDecided(play)) {
      return turns;
    }
    List<Lane> worst = new ArrayList<>();
    lanes.stream().filter(lane -> comesFirst(lane.host().name())).forEach(worst::add);
    lanes.stream()
        .filter(lane -> !wasOut(lane.host().name()) && !rule.may(play, lane.host().name(), out))
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

  /** Whether it is known of all hosts whether they are out before and behind their lanes. */
  private boolean isSure() {
    int both = Passage.IN | Passage.OUT;
    return before.values().stream().noneMatch(standing -> standing == both)
        && courses.values().stream().noneMatch(course -> course.after() == both);
  }

  /**
   * The most that are out at any moment of the play.
   *
   * @param start how many are as it begins
   */
  long most(long start) {
    long now = start + roaming.stream().filter(host -> !wasOut(host)).count();
    boolean domains = !play.rolling().domains().isEmpty();
    if (Turns.isDecided(play) && !(domains && (failing || !isSure()))) {
      return decided(now);
    }
    return domains ? undecidedByDomain(now) : undecided(now);
  }

  /** In an order that is known. */
  private long decided(long start) {
    long most = start;
    long out = start;
    boolean heldUp = !failing && startsWithItsHost && sameOnce();
    for (Turn turn : turns) {
      if (heldUp) {
        most = Math.max(most, whileFirstHoldsUp(turn, out));
      }
      long only = 0; // so many are out only while in work
      for (int i = 0; i < turn.lanes().size(); i++) {
        String host = turn.lanes().get(i).host().name();
        out += one(isOutAfter(host)) - one(isOutBefore(host));
        boolean between = (heldUp && i == 0) ? isOutAtLast(host) : isOutBetween(host);
        only += one(between && !isOutAfter(host));
        most = Math.max(most, out + Math.min(turn.window(), only));
      }
      heldUp = false;
    }
    return most;
  }

  /** While the first lane is before something that runs once, all others are before it too. */
  private long whileFirstHoldsUp(Turn turn, long start) {
    List<String> inWork =
        turn.lanes().stream().limit(turn.window()).map(lane -> lane.host().name()).toList();
    Course first = course(inWork.getFirst());
    long most = start;
    for (int part = 0; part < first.parts().size() - 1; part++) {
      long out = start;
      for (int i = 0; i < inWork.size(); i++) {
        String host = inWork.get(i);
        boolean isOut =
            i == 0 ? Passage.mayBeOut(first.parts().get(part)) : course(host).mayBeOut(part);
        out += one(isOut || roaming.contains(host)) - one(isOutBefore(host));
      }
      most = Math.max(most, out);
    }
    return most;
  }

  /** Whether all lanes come to the same things that run once, in the same order. */
  private boolean sameOnce() {
    return lanes.stream().map(lane -> Passage.once(lane.flow())).distinct().count() == 1
        && courses.values().stream().map(course -> course.parts().size()).distinct().count() == 1;
  }

  /** Hosts that are out come first, the others in any order. */
  private long undecided(long start) {
    long leaving = count(host -> !isOutBefore(host) && isOutAfter(host));
    long passing = count(host -> isOutOnlyBetween(host));
    List<String> first =
        lanes.stream().map(lane -> lane.host().name()).filter(this::comesFirst).toList();
    long most = start;
    int earlier = 0; // so many started in earlier waves
    for (Wave wave : Turns.waves(play)) {
      long back = first.stream().limit(earlier).filter(this::comesBack).count();
      long returning = 0;
      for (int started = earlier; started <= earlier + wave.hosts(); started++) {
        if (started > earlier && started <= first.size()) {
          returning += one(comesBack(first.get(started - 1)));
        }
        long others = Math.max(0, started - first.size());
        long now = Math.min(others, started - earlier);
        long left = Math.min(leaving, others);
        long between = Math.min(Math.min(passing, now), others - left);
        long inWork = Math.min(wave.window(), returning + between);
        most = Math.max(most, start - back - returning + left + inWork);
      }
      earlier += wave.hosts();
    }
    return most;
  }

  private boolean comesFirst(String host) {
    return wasOut(host) && !unknown.before().contains(host);
  }

  private boolean comesBack(String host) {
    return isOutBefore(host) && !isOutAfter(host);
  }

  /** All that are in work or out are of one domain, unless nobody starts; these in any order. */
  private long undecidedByDomain(long start) {
    Map<Optional<String>, Long> was = byDomain(host -> comesFirst(host) && !roaming.contains(host));
    Map<Optional<String>, Long> leaving =
        byDomain(host -> courses.containsKey(host) && !isOutBefore(host) && isOutAfter(host));
    Map<Optional<String>, Long> passing =
        byDomain(host -> courses.containsKey(host) && isOutOnlyBetween(host));
    int window =
        Turns.waves(play).stream()
            .mapToInt(wave -> Math.min(wave.window(), wave.hosts()))
            .max()
            .orElse(0);
    long elsewhere = start - was.values().stream().mapToLong(Long::longValue).sum();
    long most = start;
    for (Host host : play.hosts()) {
      Optional<String> domain = domain(host.name());
      long inWork = Math.min(window, passing.getOrDefault(domain, 0L));
      long own = was.getOrDefault(domain, 0L) + leaving.getOrDefault(domain, 0L) + inWork;
      most = Math.max(most, elsewhere + own);
    }
    return most;
  }

  private Map<Optional<String>, Long> byDomain(Predicate<String> which) {
    return play.hosts().stream()
        .map(Host::name)
        .filter(which)
        .collect(Collectors.groupingBy(this::domain, Collectors.counting()));
  }

  private Optional<String> domain(String host) {
    return Optional.ofNullable(play.rolling().domains().get(host));
  }

  private boolean isOutOnlyBetween(String host) {
    return !isOutBefore(host) && isOutBetween(host) && !isOutAfter(host);
  }

  private long count(Predicate<String> which) {
    return courses.keySet().stream().filter(which).count();
  }

  private static int one(boolean yes) {
    return yes ? 1 : 0;
  }

  private Course course(String host) {
    return Optional.ofNullable(courses.get(host)).orElseThrow();
  }

  private boolean wasOut(String host) {
    return Passage.mayBeOut(before.getOrDefault(host, Passage.IN));
  }

  private boolean staysOut(String host) {
    return Passage.mayBeOut(course(host).after());
  }

  private boolean isOutBefore(String host) {
    return roaming.contains(host) || wasOut(host);
  }

  private boolean isOutBetween(String host) {
    return roaming.contains(host) || course(host).mayBeOut();
  }

  private boolean isOutAtLast(String host) {
    return roaming.contains(host) || Passage.mayBeOut(course(host).parts().getLast());
  }

  private boolean isOutAfter(String host) {
    return roaming.contains(host) || staysOut(host);
  }
}
