package dev.drover.report;

import dev.drover.model.MaintenanceWindow;
import dev.drover.report.Answer.Line;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.review.PlanDocument.PolicyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which policies were checked, and what came of it. */
final class PolicyWords {

  private static final String KEPT = "kept";
  private static final String BROKEN = "broken";

  /** Findings that differ in their host only. */
  private record Problem(String words, String next) {}

  private PolicyWords() {}

  /** The policies in a few lines: those that are broken each, the others by their names. */
  static List<Line> lines(PlanDocument plan) {
    List<Line> lines = new ArrayList<>();
    for (PolicyView policy : plan.policies()) {
      if (policy.outcome().equals(BROKEN)) {
        String words = policy.name() + " (" + policy.severity() + ") is broken: " + first(policy);
        lines.add(policy.refuses() ? Line.bad(words) : Line.careful(words));
      }
    }
    List<String> open =
        plan.policies().stream()
            .filter(policy -> !List.of(KEPT, BROKEN).contains(policy.outcome()))
            .map(PolicyView::name)
            .toList();
    if (!open.isEmpty()) {
      lines.add(Line.careful("can't be checked yet: " + String.join(", ", open)));
    }
    List<String> kept =
        plan.policies().stream()
            .filter(policy -> policy.outcome().equals(KEPT))
            .map(PolicyView::name)
            .toList();
    if (!kept.isEmpty()) {
      lines.add(Line.good(kept.size() + " checked and kept: " + String.join(", ", kept)));
    }
    return lines;
  }

  /** When hosts may be started; nothing if that is at any time. */
  static List<Line> window(PlanDocument plan) {
    return plan.policies().stream()
        .filter(policy -> policy.name().equals(MaintenanceWindow.POLICY))
        .filter(policy -> policy.source().equals("built in"))
        .map(policy -> Line.of(policy.says()))
        .toList();
  }

  private static String first(PolicyView policy) {
    List<String> findings = findings(policy);
    return findings.isEmpty()
        ? policy.says()
        : findings.getFirst()
            + (findings.size() > 1 ? " (and " + (findings.size() - 1) + " more)" : "");
  }

  /** A policy in a sentence. */
  static String sentence(PolicyView policy) {
    return "%s (%s, %s): %s"
        .formatted(policy.name(), policy.source(), policy.severity(), policy.says());
  }

  /** Where it was found, if what it says does not tell: only policies of one's own don't. */
  private static String where(PolicyView policy, FindingView finding) {
    String place = finding.step().isEmpty() ? finding.play() : StepTitle.address(finding.step());
    return place.isEmpty() || !repeats(policy, finding) ? "" : "`" + place + "`: ";
  }

  /** A policy above what it finds, which is not told twice. */
  static String title(PolicyView policy) {
    boolean told = policy.findings().stream().anyMatch(finding -> repeats(policy, finding));
    return told
        ? "%s (%s, %s)".formatted(policy.name(), policy.source(), policy.severity())
        : sentence(policy);
  }

  private static boolean repeats(PolicyView policy, FindingView finding) {
    return policy.says().replaceFirst("\\.$", "").equals(finding.problem());
  }

  /** What a policy finds, and where; the same on several hosts is told once. */
  static List<String> findings(PolicyView policy) {
    Map<Problem, List<String>> hosts = new LinkedHashMap<>();
    for (FindingView finding : policy.findings()) {
      List<String> of =
          hosts.computeIfAbsent(
              new Problem(where(policy, finding) + finding.problem(), finding.next()),
              _ -> new ArrayList<>());
      if (!finding.host().isEmpty()) {
        of.add(finding.host());
      }
    }
    List<String> words = new ArrayList<>();
    hosts.forEach((problem, of) ->
        words.add(
            (of.isEmpty() ? "" : HostNames.brief(of) + ": ")
                + problem.words()
                + (problem.next().isEmpty() ? "" : "; next: " + problem.next())));
    return words;
  }
}
