package dev.drover.policy;

import dev.drover.plan.Lane;
import dev.drover.plan.NodeEffects;
import dev.drover.plan.Plan;
import dev.drover.plan.PlannedPlay;
import dev.drover.plan.Step;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.task.Bracket;
import dev.drover.task.BracketEffect;
import dev.drover.task.NodeEffect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows a plan through its plays, and finds the groups of which every host may be down at once:
 * stopped, or out of service. A host that has left service may be stopped: the engine counts those
 * that have left, and lets the last one of a group wait. Who is stopped while in service is bounded
 * by the windows alone.
 */
final class Outages {

  /** What becomes of a host in a play. */
  private record Course(boolean leaves, boolean stoppedInService, boolean downAtEnd) {}

  /**
   * What becomes of all hosts in a play.
   *
   * @param before those that are down when it begins
   * @param down those that are down for a time in it
   * @param unguarded those of them that are stopped without having left service
   * @param after those that are down when it ends
   */
  private record Courses(
      Set<String> before, Set<String> down, Set<String> unguarded, Set<String> after) {}

  private final Plan plan;

  Outages(Plan plan) {
    this.plan = plan;
  }

  List<FindingView> of(Map<String, Set<String>> groups) {
    List<FindingView> findings = new ArrayList<>();
    Set<String> told = new LinkedHashSet<>();
    Set<String> down = Set.of();
    for (PlannedPlay play : plan.plays()) {
      Courses courses = courses(play, down);
      AtOnce atOnce = new AtOnce(play);
      groups.forEach((group, hosts) -> {
        if (!told.contains(group) && meet(hosts, courses, atOnce)) {
          told.add(group);
          findings.add(finding(group, hosts, play, courses.after().containsAll(hosts)));
        }
      });
      down = courses.after();
    }
    return findings;
  }

  private static Courses courses(PlannedPlay play, Set<String> before) {
    Courses courses =
        new Courses(
            before, new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(before));
    for (Lane lane : play.lanes()) {
      String host = lane.host().name();
      Course course = course(lane, before.contains(host));
      if (course.stoppedInService()) {
        courses.unguarded().add(host);
      }
      if (course.stoppedInService() || course.leaves()) {
        courses.down().add(host);
      }
      if (course.downAtEnd()) {
        courses.after().add(host);
      } else {
        courses.after().remove(host);
      }
    }
    return courses;
  }

  private static boolean meet(Set<String> hosts, Courses courses, AtOnce atOnce) {
    if (courses.after().containsAll(hosts)) {
      return true;
    }
    Set<String> rest = new LinkedHashSet<>(hosts);
    rest.removeIf(host -> courses.before().contains(host) || courses.after().contains(host));
    return courses.down().containsAll(rest)
        && rest.stream().anyMatch(courses.unguarded()::contains)
        && atOnce.may(rest);
  }

  private static FindingView finding(
      String group, Set<String> hosts, PlannedPlay play, boolean atEnd) {
    return new FindingView(
        play.play().id(),
        "",
        "",
        "all hosts of `%s` (%s) %s in `%s`"
            .formatted(
                group,
                Words.some(hosts),
                atEnd ? "are down at the same time" : "may be stopped at once",
                play.play().name()),
        atEnd
            ? "bring each host back in the play that takes it down, with a `window` below "
                + hosts.size()
            : "set `window: %d` or less there, or take hosts out of the balancer first"
                .formatted(hosts.size() - 1));
  }

  private static Course course(Lane lane, boolean downBefore) {
    boolean out = false;
    boolean stopped = downBefore;
    boolean leaves = false;
    boolean stoppedInService = false;
    for (Step step : lane.steps()) {
      for (BracketEffect effect : step.brackets()) {
        if (effect.bracket().equals(outOfService(lane))) {
          out = effect instanceof BracketEffect.Opens;
          leaves |= out;
          stopped &= out;
        }
      }
      for (NodeEffect effect : ownEffects(step, lane)) {
        if (effect instanceof NodeEffect.Stops) {
          stopped = true;
          stoppedInService |= !out;
        } else if (effect instanceof NodeEffect.Starts) {
          stopped = false;
        }
      }
    }
    return new Course(leaves, stoppedInService, out || stopped);
  }

  private static List<NodeEffect> ownEffects(Step step, Lane lane) {
    return step.host().equals(lane.host()) ? NodeEffects.of(step) : List.of();
  }

  private static Bracket outOfService(Lane lane) {
    return new Bracket(Bracket.Type.NODE_OUT_OF_SERVICE, lane.host().name());
  }
}
