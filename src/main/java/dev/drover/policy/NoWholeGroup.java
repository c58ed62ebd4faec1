package dev.drover.policy;

import dev.drover.model.BlastRadius.WholeGroup;
import dev.drover.plan.PlannedPlay;
import dev.drover.review.PlanDocument.FindingView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something never befalls all hosts of a group at once. */
final class NoWholeGroup implements Rule {

  @Override
  public String name() {
    return "whole_group";
  }

  @Override
  public Optional<String> says(Subject subject) {
    List<String> except = subject.policy().radius().except();
    String but = except.isEmpty() ? "" : ", except of " + String.join(", ", except);
    return switch (subject.policy().radius().wholeGroup()) {
      case NOT_OUT ->
          Optional.of(
              "Never are all hosts of a group out of service or stopped at once" + but + ".");
      case NOT_TOUCHED ->
          Optional.of("Never are all hosts of a group in work on a change at once" + but + ".");
      case ALLOWED -> Optional.empty();
    };
  }

  @Override
  public String enforced() {
    return "The windows that the plan was judged by are kept, and a host leaves service only if"
        + " another one of each of its groups stays.";
  }

  @Override
  public Judgement judge(Subject subject) {
    List<FindingView> unknown = unknownGroups(subject);
    if (!unknown.isEmpty()) {
      return new Judgement.Broken(unknown);
    }
    return subject.policy().radius().wholeGroup() == WholeGroup.NOT_TOUCHED
        ? untouched(subject)
        : outages(subject);
  }

  private static Judgement outages(Subject subject) {
    List<FindingView> found = new Outages(subject.plan()).of(groups(subject));
    Map<String, Set<String>> groups = groups(subject);
    return found.isEmpty()
        ? AlreadyOut.judge(
                subject.plan(),
                (_, host, out) -> lastOf(groups, host, out).isEmpty(),
                held ->
                    "%s is the last one of `%s` in service"
                        .formatted(
                            held.host(),
                            lastOf(groups, held.host(), Set.copyOf(held.out())).orElseThrow()),
                "except the group from `whole_group`")
            .orElseGet(Judgement.Kept::new)
        : new Judgement.Broken(found);
  }

  /** A group of which all hosts but this one are out. */
  private static Optional<String> lastOf(
      Map<String, Set<String>> groups, String host, Set<String> out) {
    return groups.entrySet().stream()
        .filter(group -> group.getValue().contains(host))
        .filter(group ->
            group.getValue().stream().allMatch(other -> other.equals(host) || out.contains(other)))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Map<String, Set<String>> groups(Subject subject) {
    return subject.policy().radius().groups(subject.inventory());
  }

  private static List<FindingView> unknownGroups(Subject subject) {
    return subject.policy().radius().except().stream()
        .filter(name -> !subject.inventory().groups().containsKey(name))
        .map(name ->
            new FindingView(
                "",
                "",
                "",
                "`except` names the group `" + name + "`, which the inventory does not have",
                "correct the name"))
        .toList();
  }

  private static Judgement untouched(Subject subject) {
    List<FindingView> surely = touched(subject, Touch.SURELY);
    List<FindingView> maybe = surely.isEmpty() ? touched(subject, Touch.MAYBE) : surely;
    return surely.isEmpty() && !maybe.isEmpty()
        ? Judgement.unchecked(
            "nobody has looked which steps change something: " + maybe.getFirst().problem(),
            "plan without `--offline`")
        : Judgement.of(surely);
  }

  private static List<FindingView> touched(Subject subject, Touch touch) {
    List<FindingView> findings = new ArrayList<>();
    for (PlannedPlay play : subject.plan().plays()) {
      AtOnce atOnce = new AtOnce(play);
      Set<String> touched = touch.hosts(play);
      int most = touch.mostAtOnce(play);
      groups(subject)
          .forEach((group, hosts) -> {
            if (touched.containsAll(hosts) && atOnce.may(hosts) && most >= hosts.size()) {
              findings.add(finding(play, group, hosts));
            }
          });
    }
    return findings;
  }

  private static FindingView finding(PlannedPlay play, String group, Set<String> hosts) {
    return new FindingView(
        play.play().id(),
        "",
        "",
        "all hosts of `%s` (%s) may be changed at once in `%s`"
            .formatted(group, Words.some(hosts), play.play().name()),
        "set `window: %d` or less there, or write `whole_group: {rule: not_touched, except: [%s]}`"
            .formatted(hosts.size() - 1, group));
  }
}
