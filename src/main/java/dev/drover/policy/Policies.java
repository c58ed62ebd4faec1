package dev.drover.policy;

import dev.drover.model.Scopes;
import dev.drover.plan.NodeEffects;
import dev.drover.plan.Plan;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.review.PlanDocument.PolicyView;
import dev.drover.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Judges plans by all policies that there are. */
public final class Policies {

  /** Those that are built in. */
  private static final List<Rule> RULES =
      List.of(
          new MinInService(),
          new MaxOutOfService(),
          new Windows(),
          new OneDomain(),
          new NoWholeGroup(),
          new MaxHosts(),
          new StartInUpgradeMode(),
          new ApproveLast(),
          new FreshBackup(),
          new MaintenanceTime());

  private final Scopes scopes;
  private final List<OwnRule> own;
  private final Backups backups;
  private final Clock clock;

  /**
   * Policies for plans of the runbook of {@code scopes}.
   *
   * @param own those that people have written
   * @param backups what is known of backups
   */
  public Policies(Scopes scopes, List<OwnRule> own, Backups backups, Clock clock) {
    this.scopes = scopes;
    this.own = List.copyOf(own);
    this.backups = backups;
    this.clock = clock;
  }

  /** The document with what comes of each policy. */
  public PlanDocument judge(Plan plan, PlanDocument document) {
    Subject subject =
        new Subject(plan, document, scopes.inventory(), new NodeEffects(scopes), backups, clock);
    List<PolicyView> views = new ArrayList<>();
    for (Rule rule : RULES) {
      rule.says(subject).ifPresent(says -> views.add(view(rule, says, rule.judge(subject))));
    }
    if (!own.isEmpty()) {
      DocumentData data = new DocumentData(document);
      own.forEach(rule -> views.add(rule.judge(data)));
    }
    return document.judged(views);
  }

  private static PolicyView view(Rule rule, String says, Judgement judgement) {
    return view(
        new PolicyView(
            rule.name(),
            "built in",
            rule.refuses() ? "error" : "warning",
            "",
            says,
            rule.enforced(),
            List.of()),
        judgement);
  }

  /** A view with its outcome. */
  static PolicyView view(PolicyView policy, Judgement judgement) {
    return new PolicyView(
        policy.name(),
        policy.source(),
        policy.severity(),
        switch (judgement) {
          case Judgement.Kept _ -> "kept";
          case Judgement.Broken _ -> "broken";
          case Judgement.Unchecked _ -> "unchecked";
        },
        policy.says(),
        policy.enforced(),
        switch (judgement) {
          case Judgement.Kept _ -> List.of();
          case Judgement.Broken(List<FindingView> findings) -> findings;
          case Judgement.Unchecked(List<FindingView> why) -> why;
        });
  }
}
