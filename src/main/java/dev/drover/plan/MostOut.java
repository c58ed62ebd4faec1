package dev.drover.plan;

import dev.drover.model.Host;
import dev.drover.model.Policy;
import dev.drover.plan.Passage.Course;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The most hosts that are out of service at any moment. Plays follow each other, so each is looked
 * at with what those before it may leave out; {@link PlayOut} knows the moments of one.
 */
final class MostOut {

  private final Plan plan;
  private final Policy policy;
  private final boolean kept;
  private final boolean failing;

  /** How each host may stand, by its name; in service if it is not here. */
  private final Map<String, Integer> standing = new HashMap<>();

  private final Set<String> found;

  /** Hosts that are down and that no lane has taken in hand so far. */
  private final Set<String> down;

  /** Hosts that may be out at any time of the run. */
  private final Set<String> ever = new HashSet<>();

  /** How many hosts may have failed so far, each while it was out. */
  private long failed;

  /** So many may be out at the most between the last play and the next. */
  private long limit;

  /**
   * Of a plan.
   *
   * @param kept whether the policy lets hosts wait that would be too many
   * @param failing whether steps may fail
   */
  MostOut(Plan plan, boolean kept, boolean failing) {
    this.plan = plan;
    this.policy = plan.runbook().policy();
    this.kept = kept;
    this.failing = failing;
    this.found = Capacity.found(plan);
    this.down = new HashSet<>(Capacity.down(plan).keySet());
    ever.addAll(found);
    ever.addAll(down);
    ever.forEach(host -> standing.put(host, Passage.OUT));
    limit = ever.size();
  }

  /** The first host that could never leave, if there is one. */
  Optional<HeldUp> heldUp(HeldUp.MayLeave rule) {
    for (PlannedPlay play : plan.plays()) {
      Map<String, Course> courses = courses(play);
      Optional<HeldUp> heldUp = moments(play, courses).heldUp(rule);
      if (heldUp.isPresent()) {
        return heldUp;
      }
      pass(play, courses);
    }
    return Optional.empty();
  }

  int most() {
    long most = ever.size();
    for (PlannedPlay play : plan.plays()) {
      Map<String, Course> courses = courses(play);
      PlayOut moments = moments(play, courses);
      long here = Math.min(most(play, courses, moments), ever.size());
      most = Math.max(most, here);
      if (!failing && !(fits(play, courses) && moments.isPassed())) {
        break;
      }
      pass(play, courses);
      limit = failing ? here : Math.min(here, out());
    }
    return Math.toIntExact(most);
  }

  private Map<String, Course> courses(PlannedPlay play) {
    Map<String, Course> courses = new LinkedHashMap<>();
    boolean elsewhere = !Turns.startsWithItsHost(play, leftOut());
    for (Lane lane : Turns.lanes(play)) {
      Course course = course(lane, elsewhere);
      courses.put(lane.host().name(), course);
      if (course.mayBeOut()) {
        ever.add(lane.host().name());
      }
    }
    return courses;
  }

  private PlayOut moments(PlannedPlay play, Map<String, Course> courses) {
    Set<String> before = new HashSet<>(found);
    before.addAll(down);
    Set<String> after = new HashSet<>(before);
    after.removeAll(inHand(play));
    after.addAll(found);
    return new PlayOut(play, courses, standing, new Standings.Unknown(before, after), failing);
  }

  /** The play has come to its end: the engine knows by now of those that it had in hand. */
  private void pass(PlannedPlay play, Map<String, Course> courses) {
    courses.forEach((host, course) -> standing.put(host, course.after()));
    down.removeAll(inHand(play));
  }

  /** The names of hosts that a play takes out of service or brings back. */
  private static Set<String> inHand(PlannedPlay play) {
    Set<String> hosts = new HashSet<>();
    play.lanes().stream()
        .flatMap(lane -> lane.steps().stream())
        .flatMap(step -> step.brackets().stream())
        .filter(effect -> Capacity.isService(effect.bracket()))
        .forEach(effect -> hosts.add(effect.bracket().subject()));
    return hosts;
  }

  /** The names of hosts that the plays so far may have left out. */
  private Set<String> leftOut() {
    Set<String> hosts = new HashSet<>();
    standing.forEach((host, how) -> {
      if (Passage.mayBeOut(how) && !found.contains(host) && !down.contains(host)) {
        hosts.add(host);
      }
    });
    return hosts;
  }

  private Course course(Lane lane, boolean elsewhere) {
    String host = lane.host().name();
    return found.contains(host)
        ? new Course(List.of(Passage.OUT), Passage.OUT)
        : Passage.of(lane, standing.getOrDefault(host, Passage.IN), elsewhere, failing);
  }

  private long most(PlannedPlay play, Map<String, Course> courses, PlayOut moments) {
    long most = moments.most(out()) + failed;
    long others = Math.min(limit, out() - out(play));
    if (failing) {
      long mayFail =
          courses.values().stream()
              .filter(course -> course.mayBeOut() && !Passage.mayBeOut(course.after()))
              .count();
      long more = Math.min(tolerated(play), mayFail);
      most += more;
      others = Math.min(limit, others + failed);
      failed += more;
    }
    // More may be out already than the policy allows; it lets no other leave then.
    return Math.min(most, Math.max(limit, others + mayBeOut(play)));
  }

  /** How many hosts of a play the policy lets be out. */
  private int mayBeOut(PlannedPlay play) {
    int hosts = play.hosts().size();
    return kept ? policy.mostOut(hosts) : hosts;
  }

  /** How many hosts of a play may fail before no other is started. */
  private long tolerated(PlannedPlay play) {
    return play.play()
        .rolling()
        .maxFail()
        .map(limit -> (long) limit.of(play.lanes().size()))
        .orElse(policy.onFailure() == Policy.OnFailure.CONTINUE ? Integer.MAX_VALUE : 0L);
  }

  /** Whether the policy lets a run in which nothing fails come to the end of a play. */
  private boolean fits(PlannedPlay play, Map<String, Course> courses) {
    long staying =
        courses.values().stream().filter(course -> course.after() == Passage.OUT).count();
    return staying <= Math.max(Math.min(limit, out(play)), mayBeOut(play));
  }

  /** How many hosts may be out. */
  private long out() {
    return standing.values().stream().filter(Passage::mayBeOut).count();
  }

  /** How many hosts of a play may be out as it begins. */
  private long out(PlannedPlay play) {
    return play.hosts().stream()
        .map(Host::name)
        .filter(host -> Passage.mayBeOut(standing.getOrDefault(host, Passage.IN)))
        .count();
  }
}
