package dev.drover.policy;

import dev.drover.diag.Diagnostics;
import dev.drover.expr.ConditionException;
import dev.drover.expr.DataConditions;
import dev.drover.expr.DataConditions.Question;
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
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A policy that somebody has written, ready to judge documents of plans. */
public final class OwnRule {

  private final OwnPolicy policy;
  private final String file;
  private final Optional<Question> when;
  private final Question deny;

  private OwnRule(OwnPolicy policy, String file, Optional<Question> when, Question deny) {
    this.policy = policy;
    this.file = file;
    this.when = when;
    this.deny = deny;
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
      DataConditions conditions = new DataConditions(names(policy.each()));
      Optional<Question> when =
          policy.when().flatMap(condition -> conditions.read(condition, diagnostics));
      Optional<Question> deny = conditions.read(policy.deny(), diagnostics);
      if (deny.isPresent() && when.isPresent() == policy.when().isPresent()) {
        rules.add(new OwnRule(policy, shown.apply(policy.file()), when, deny.get()));
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
      if ((when.isEmpty() || when.get().holds(values)) && deny.holds(values)) {
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
