package dev.drover.policy;

import dev.drover.model.Inventory;
import dev.drover.model.Policy;
import dev.drover.model.Scopes;
import dev.drover.plan.NodeEffects;
import dev.drover.plan.Plan;
import dev.drover.review.PlanDocument;

/**
 * What is judged.
 *
 * @param document the plan's, without judgements
 * @param clusters what the inventory says of clusters
 */
record Subject(Plan plan, PlanDocument document, Inventory inventory, NodeEffects clusters) {

  static Subject of(Plan plan, PlanDocument document, Scopes scopes) {
    return new Subject(plan, document, scopes.inventory(), new NodeEffects(scopes));
  }

  Policy policy() {
    return plan.runbook().policy();
  }
}
