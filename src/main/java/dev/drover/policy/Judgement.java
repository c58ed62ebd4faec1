package dev.drover.policy;

import dev.drover.review.PlanDocument.FindingView;
import java.util.List;

/** What comes of a policy. */
sealed interface Judgement {

  /** The plan keeps it. */
  record Kept() implements Judgement {}

  /** The plan breaks it. */
  record Broken(List<FindingView> findings) implements Judgement {
    public Broken {
      findings = List.copyOf(findings);
    }
  }

  /** That can't be told yet. */
  record Unchecked(List<FindingView> why) implements Judgement {
    public Unchecked {
      why = List.copyOf(why);
    }
  }

  /** Broken if something was found. */
  static Judgement of(List<FindingView> findings) {
    return findings.isEmpty() ? new Kept() : new Broken(findings);
  }

  /** Broken if something was found; not told yet if nothing was, and something is open. */
  static Judgement of(List<FindingView> findings, List<FindingView> open) {
    return findings.isEmpty() && !open.isEmpty() ? new Unchecked(open) : of(findings);
  }

  /** Broken by the plan as a whole. */
  static Judgement broken(String problem, String next) {
    return new Broken(List.of(new FindingView("", "", "", problem, next)));
  }

  /** Not told yet, of the plan as a whole. */
  static Judgement unchecked(String why, String next) {
    return new Unchecked(List.of(new FindingView("", "", "", why, next)));
  }
}
