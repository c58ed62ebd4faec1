package dev.drover.plan;

import dev.drover.plan.Passage.Course;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How the hosts of a play may stand before their lanes, in them and behind them. */
final class Standings {

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

  private final Map<String, Course> courses;
  private final Map<String, Integer> before;
  private final Unknown unknown;
  private final Set<String> roaming;

  /**
   * All by the names of hosts.
   *
   * @param courses what becomes of each whose lane has something to do
   * @param before how each may stand as the play begins
   * @param roaming those that other lanes than their own may take out: they count as always out
   */
  Standings(
      Map<String, Course> courses,
      Map<String, Integer> before,
      Unknown unknown,
      Set<String> roaming) {
    this.courses = courses;
    this.before = Map.copyOf(before);
    this.unknown = unknown;
    this.roaming = Set.copyOf(roaming);
  }

  Collection<Course> courses() {
    return courses.values();
  }

  Course course(String host) {
    return Optional.ofNullable(courses.get(host)).orElseThrow();
  }

  /** Whether its lane has something to do. */
  boolean isCounted(String host) {
    return courses.containsKey(host);
  }

  /** How many of those there are. */
  long count(Predicate<String> which) {
    return courses.keySet().stream().filter(which).count();
  }

  boolean roams(String host) {
    return roaming.contains(host);
  }

  /** How many roam that are in as the play begins. */
  long roamingIn() {
    return roaming.stream().filter(host -> !wasOut(host)).count();
  }

  /** Whether it is known of all hosts whether they are out before and behind their lanes. */
  boolean areSure() {
    int both = Passage.IN | Passage.OUT;
    return before.values().stream().noneMatch(standing -> standing == both)
        && courses.values().stream().noneMatch(course -> course.after() == both);
  }

  boolean wasOut(String host) {
    return Passage.mayBeOut(before.getOrDefault(host, Passage.IN));
  }

  /** Whether the engine takes it before those that are in. */
  boolean comesFirst(String host) {
    return wasOut(host) && !unknown.before().contains(host);
  }

  boolean comesBack(String host) {
    return isOutBefore(host) && !isOutAfter(host);
  }

  /** Whether the engine knows of it that it is out behind its lane. */
  boolean isLeftOut(String host) {
    return Passage.mayBeOut(course(host).after()) && !unknown.after().contains(host);
  }

  boolean isOutBefore(String host) {
    return roams(host) || wasOut(host);
  }

  boolean isOutBetween(String host) {
    return roams(host) || course(host).mayBeOut();
  }

  boolean isOutOnlyBetween(String host) {
    return !isOutBefore(host) && isOutBetween(host) && !isOutAfter(host);
  }

  boolean isOutAtLast(String host) {
    return roams(host) || Passage.mayBeOut(course(host).parts().getLast());
  }

  boolean isOutAfter(String host) {
    return roams(host) || Passage.mayBeOut(course(host).after());
  }
}
