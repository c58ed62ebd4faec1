package dev.drover.policy;

import dev.drover.model.Inventory;
import dev.drover.model.Policy;
import dev.drover.plan.NodeEffects;
import dev.drover.plan.Plan;
import dev.drover.review.PlanDocument;
import dev.drover.time.Clock;

/**
 * What is judged.
 *
 * @param document the plan's, without judgements
 * @param clusters what the inventory says of clusters
 * @param backups what is known of backups
 */
record Subject(
    Plan plan,
    PlanDocument document,
    Inventory inventory,
    NodeEffects clusters,
    Backups backups,
    Clock clock) {

  Policy policy() {
    return plan.runbook().policy();
  }
}
