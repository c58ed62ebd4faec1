package dev.drover.testing;

import dev.drover.journal.Edition;
import dev.drover.journal.Request;
import dev.drover.plan.Plan;
import dev.drover.report.PlanText;
import dev.drover.report.Style;
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

  /** The tasks of a plan as tests keep them: unbroken lines, and how many hosts serve. */
  public static String text(PlanDocument plan) {
    return PlanText.tasks(plan, Style.PLAIN, Integer.MAX_VALUE)
        + "\nLowest capacity  %d of %d in service at any moment (policy: at least %d)\n"
            .formatted(
                plan.capacity().lowest(), plan.capacity().hosts(), plan.capacity().minimum());
  }

  /** The document of a plan for which parameters were given. */
  public static PlanDocument of(Plan plan, Map<String, String> parameters, Masker masker) {
    Request request =
        new Request("runbook.yml", List.of("inventory"), List.of(), List.of(), plan.seed());
    return PlanDocument.of(
        plan,
        new Basis("test", Edition.UNKNOWN, request, parameters, List.of(), false),
        Map.of(),
        masker);
  }
}
