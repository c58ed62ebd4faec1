package dev.drover.testing;

import dev.drover.journal.Entry;
import dev.drover.plan.Plan;
import dev.drover.review.PlanDocument;
import dev.drover.review.PlanDocument.Basis;
import dev.drover.secret.Masker;
import java.util.List;
import java.util.Map;

/** The documents of plans that no command made. */
public final class Documents {

  private Documents() {}

  /** The document of a plan for which nothing was given. */
  public static PlanDocument of(Plan plan, Masker masker) {
    return of(plan, Map.of(), masker);
  }

  /** The document of a plan for which parameters were given. */
  public static PlanDocument of(Plan plan, Map<String, String> parameters, Masker masker) {
    Entry.Request request =
        new Entry.Request("runbook.yml", List.of("inventory"), List.of(), List.of(), plan.seed());
    return PlanDocument.of(
        plan, new Basis("test", request, parameters, List.of(), false), Map.of(), masker);
  }
}
