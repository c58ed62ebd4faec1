package dev.drover.policy;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.Condition;
import dev.drover.expr.ConditionException;
import dev.drover.expr.DataConditions;
import dev.drover.expr.DataShape;
import dev.drover.model.OwnPolicy;
import dev.drover.model.OwnPolicy.Each;
import dev.drover.model.OwnPolicy.Severity;
import dev.drover.review.PlanDocument.FindingView;
import dev.drover.review.PlanDocument.PolicyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A policy that somebody has written, ready to judge documents of plans. */
public final class OwnRule {

  private final OwnPolicy policy;
  private final String file;
  private final DataConditions conditions;

  private OwnRule(OwnPolicy policy, String file) {
    this.policy = policy;
    this.file = file;
    this.conditions = new DataConditions(names(policy.each()));
  }

  /**
   * Those of the policies whose conditions can be used; all that is wrong with others is told.
   *
   * @param shown tells what the file of a policy is called in plans
   */
  public static List<OwnRule> of(
      List<OwnPolicy> policies, UnaryOperator<String> shown, Diagnostics diagnostics) {
    List<OwnRule> rules = new ArrayList<>();
    for (OwnPolicy policy : policies) {
      OwnRule rule = new OwnRule(policy, shown.apply(policy.file()));
      boolean when = policy.when().map(one -> rule.conditions.check(one, diagnostics)).orElse(true);
      if (rule.conditions.check(policy.deny(), diagnostics) && when) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static Map<String, DataShape> names(Each each) {
    Map<String, DataShape> names = new LinkedHashMap<>();
    names.put("plan", DocumentData.PLAN);
    if (each != Each.PLAN) {
      names.put("play", DocumentData.PLAY);
    }
    if (each == Each.STEP) {
      names.put("step", DocumentData.STEP);
    }
    return names;
  }

  PolicyView judge(DocumentData data) {
    return Policies.view(
        new PolicyView(
            policy.name(),
            file,
            policy.severity() == Severity.ERROR ? "error" : "warning",
            "",
            policy.message(),
            "",
            List.of()),
        Judgement.of(findings(data)));
  }

  private List<FindingView> findings(DocumentData data) {
    List<FindingView> findings = new ArrayList<>();
    if (policy.each() == Each.PLAN) {
      ask(Map.of("plan", data.plan()), "", Map.of(), findings);
      return findings;
    }
    for (Map<?, ?> play : data.plays()) {
      if (policy.each() == Each.PLAY) {
        ask(Map.of("plan", data.plan(), "play", play), text(play, "id"), Map.of(), findings);
        continue;
      }
      for (Map<?, ?> step : DocumentData.maps(play, "steps")) {
        Map<String, Object> values = Map.of("plan", data.plan(), "play", play, "step", step);
        ask(values, text(play, "id"), step, findings);
      }
    }
    return findings;
  }

  private void ask(Map<String, ?> values, String play, Map<?, ?> step, List<FindingView> findings) {
    String next = "change the runbook, or ask who keeps " + file;
    try {
      for (Condition when : policy.when().stream().toList()) {
        if (!conditions.holds(when, values)) {
          return;
        }
      }
      if (conditions.holds(policy.deny(), values)) {
        findings.add(finding(play, step, policy.message().replaceFirst("\\.$", ""), next));
      }
    } catch (ConditionException e) {
      String problem = String.valueOf(e.getMessage());
      findings.add(finding(play, step, problem, "mend the policy in " + file));
    }
  }

  private static FindingView finding(String play, Map<?, ?> step, String problem, String next) {
    return new FindingView(play, text(step, "id"), text(step, "host"), problem, next);
  }

  private static String text(Map<?, ?> map, String field) {
    return map.get(field) instanceof String text ? text : "";
  }
}
