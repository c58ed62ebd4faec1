package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.plan.Passage.Course;
import dev.drover.plan.PlannedWindow.Wave;
import dev.drover.plan.Standings.Unknown;
import dev.drover.plan.Turns.Turn;
import java.util.HashSet;
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

  private final PlannedPlay play;
  private final List<Lane> lanes;
  private final Standings where;
  private final boolean failing;
  private final List<Turn> turns;
  private final boolean startsWithItsHost;

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
    this.failing = failing;
    Standings alone = new Standings(courses, before, unknown, Set.of());
    Set<String> out =
        play.hosts().stream().map(Host::name).filter(alone::comesFirst).collect(Collectors.toSet());
    this.startsWithItsHost = Turns.startsWithItsHost(play, out);
    this.where = new Standings(courses, before, unknown, roaming(courses.keySet()));
    this.turns = Turns.of(play, out, lane -> alone.isLeftOut(lane.host().name()));
  }

  /** Hosts that steps in other lanes than their own may take out. */
  private Set<String> roaming(Set<String> hosts) {
    Set<String> roaming = new HashSet<>();
    for (Lane lane : lanes) {
      lane.steps().stream()
          .filter(step -> Capacity.takesOut(step) && !(step.once() && startsWithItsHost))
          .flatMap(step -> step.brackets().stream())
          .filter(effect -> Capacity.isService(effect.bracket()))
          .map(effect -> effect.bracket().subject())
          .filter(host -> !host.equals(lane.host().name()) && hosts.contains(host))
          .forEach(roaming::add);
    }
    return roaming;
  }

  /**
   * The first host that could never leave: all that are in work wait to leave, and the hosts they
   * wait for would come back only behind it.
   */
  Optional<HeldUp> heldUp(HeldUp.MayLeave rule) {
    return new Stuck(play, where, rule).first(turns);
  }

  /** Whether a run in which nothing fails may start all lanes. */
  boolean isPassed() {
    return !where.areSure()
        || !Turns.isDecided(play)
        || turns.stream().mapToInt(turn -> turn.lanes().size()).sum() == lanes.size();
  }

  /**
   * The most that are out at any moment of the play.
   *
   * @param start how many are as it begins
   */
  long most(long start) {
    long now = start + where.roamingIn();
    boolean domains = !play.rolling().domains().isEmpty();
    if (Turns.isDecided(play) && !(domains && (failing || !where.areSure()))) {
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
        out += one(where.isOutAfter(host)) - one(where.isOutBefore(host));
        boolean between = (heldUp && i == 0) ? where.isOutAtLast(host) : where.isOutBetween(host);
        only += one(between && !where.isOutAfter(host));
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
    Course first = where.course(inWork.getFirst());
    long most = start;
    for (int part = 0; part < first.parts().size() - 1; part++) {
      long out = start;
      for (int i = 0; i < inWork.size(); i++) {
        String host = inWork.get(i);
        boolean isOut =
            i == 0 ? Passage.mayBeOut(first.parts().get(part)) : where.course(host).mayBeOut(part);
        out += one(isOut || where.roams(host)) - one(where.isOutBefore(host));
      }
      most = Math.max(most, out);
    }
    return most;
  }

  /** Whether all lanes come to the same things that run once, in the same order. */
  private boolean sameOnce() {
    return lanes.stream().map(lane -> Passage.once(lane.flow())).distinct().count() == 1
        && where.courses().stream().map(course -> course.parts().size()).distinct().count() == 1;
  }

  /** Hosts that are out come first, the others in any order. */
  private long undecided(long start) {
    long leaving = where.count(host -> !where.isOutBefore(host) && where.isOutAfter(host));
    long passing = where.count(host -> where.isOutOnlyBetween(host));
    List<String> first =
        lanes.stream().map(lane -> lane.host().name()).filter(where::comesFirst).toList();
    long most = start;
    int earlier = 0; // so many started in earlier waves
    for (Wave wave : Turns.waves(play)) {
      long back = first.stream().limit(earlier).filter(where::comesBack).count();
      long returning = 0;
      for (int started = earlier; started <= earlier + wave.hosts(); started++) {
        if (started > earlier && started <= first.size()) {
          returning += one(where.comesBack(first.get(started - 1)));
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

  /** All that are in work or out are of one domain, unless nobody starts; these in any order. */
  private long undecidedByDomain(long start) {
    Map<Optional<String>, Long> was =
        byDomain(host -> where.comesFirst(host) && !where.roams(host));
    Map<Optional<String>, Long> leaving =
        byDomain(
            host -> where.isCounted(host) && !where.isOutBefore(host) && where.isOutAfter(host));
    Map<Optional<String>, Long> passing =
        byDomain(host -> where.isCounted(host) && where.isOutOnlyBetween(host));
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

  private static int one(boolean yes) {
    return yes ? 1 : 0;
  }
}
