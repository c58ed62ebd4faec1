package dev.drover.plan;

import dev.drover.model.HostLimit;
import dev.drover.model.Policy.OnFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a failure means for a run, in one sentence: {@code on_failure}, {@code max_fail}, waves and
 * what runs once for all. A host that can't be reached has failed like any other.
 */
public final class FailureSentence {

  private static final String NO_HOST = "no host";

  private final Plan plan;
  private final OnFailure policy;

  private FailureSentence(Plan plan) {
    this.plan = plan;
    this.policy = plan.runbook().policy().onFailure();
  }

  /** The sentence of a plan. */
  public static String of(Plan plan) {
    FailureSentence sentence = new FailureSentence(plan);
    return "If a step fails or its host can't be reached, " + sentence.follows() + ".";
  }

  /**
   * What came of the failures of a run.
   *
   * @param policy that counted in the end: the plan's, or a stricter one if limits were exceeded
   */
  public static String happened(OnFailure policy) {
    return policy.followed();
  }

  private String follows() {
    Map<String, List<PlannedPlay>> limits = limits();
    boolean all = limits.values().stream().mapToInt(List::size).sum() == plan.plays().size();
    boolean goesOn = policy == OnFailure.CONTINUE;
    if (limits.isEmpty() || (all && limits.size() == 1 && limits.containsKey(NO_HOST))) {
      return goesOn && limits.isEmpty() ? policy.follows() + wholesale() : stricter().follows();
    }
    List<String> stops = new ArrayList<>(List.of("one more"));
    if (!all && !goesOn) {
      stops.add("a failure in another play");
    }
    stops.addAll(wholes());
    return "%s while %s; with %s, %s"
        .formatted(
            OnFailure.CONTINUE.follows(), borne(limits, all), or(stops), stricter().follows());
  }

  /** What counts when failures are not borne any more. */
  private OnFailure stricter() {
    return policy == OnFailure.CONTINUE ? OnFailure.STOP_STARTING : policy;
  }

  private String wholesale() {
    return wholes().isEmpty() ? "" : "; if " + or(wholes()) + " fails, " + stricter().follows();
  }

  /** What stops a run although single failures are borne. */
  private List<String> wholes() {
    List<String> wholes = new ArrayList<>();
    if (plan.plays().stream().anyMatch(play -> play.rolling().waves().size() > 1)) {
      wholes.add("a whole wave");
    }
    if (plan.steps().stream().anyMatch(Step::once)) {
      wholes.add("what runs once for all hosts");
    }
    return wholes;
  }

  /** The plays that say how many of their hosts may fail, by that; none is what others say too. */
  private Map<String, List<PlannedPlay>> limits() {
    Map<String, List<PlannedPlay>> limits = new LinkedHashMap<>();
    for (PlannedPlay play : plan.plays()) {
      play.play()
          .rolling()
          .maxFail()
          .map(limit -> words(limit, play.lanes().size()))
          .filter(words -> policy == OnFailure.CONTINUE || !words.equals(NO_HOST))
          .ifPresent(words -> limits.computeIfAbsent(words, _ -> new ArrayList<>()).add(play));
    }
    return limits;
  }

  private static String words(HostLimit limit, int hosts) {
    int most = limit.of(hosts);
    String percent = limit.percent() ? " (" + limit + ")" : "";
    return most == 0 ? NO_HOST : "at most " + most + (most == 1 ? " host" : " hosts") + percent;
  }

  private static String borne(Map<String, List<PlannedPlay>> limits, boolean all) {
    String words =
        limits.entrySet().stream()
            .map(limit ->
                limit.getKey()
                    + " of "
                    + (all && limits.size() == 1 ? "each play" : names(limit.getValue())))
            .collect(Collectors.joining(" and "));
    boolean one = limits.size() == 1 && !words.matches("at most (?!1 ).*");
    return words + (one ? " has failed" : " have failed");
  }

  private static String names(List<PlannedPlay> plays) {
    return plays.stream()
        .map(play -> "`" + play.play().name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static String or(List<String> parts) {
    return parts.size() < 3
        ? String.join(" or ", parts)
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " or " + parts.getLast();
  }
}
