package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.review.PlanDocument.FindingView;
import dev.drover.review.PlanDocument.PolicyView;
import dev.drover.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyWordsTest {

  @Test
  void whatAPolicyOfOnesOwnSaysIsToldOnceAndWhereItIsBroken() {
    PolicyView policy =
        new PolicyView(
            "no shell",
            "board.yml",
            "error",
            "broken",
            "Tasks say what they do.",
            "",
            List.of(
                new FindingView("work", "work/shell[bb1]", "bb1", "Tasks say what they do", "ask"),
                new FindingView(
                    "work", "work/shell[bb2]", "bb2", "Tasks say what they do", "ask")));
    assertThat(PlanText.broken(policy, Style.PLAIN))
        .containsExactly(
            "broken policy: no shell (board.yml, error)",
            "  bb1 bb2: `work/shell`: Tasks say what they do; next: ask");
  }

  @Test
  void theMaintenanceWindowStandsInTheFirstScreen() {
    PolicyView policy =
        new PolicyView(
            "maintenance_window",
            "built in",
            "warning",
            "kept",
            "Hosts are started only from 22:00 to 02:00 on sat, Europe/Berlin.",
            "",
            List.of());
    assertThat(PlanText.first(Plans.full().judged(List.of(policy)), Style.PLAIN, 100))
        .contains("Window           Hosts are started only from 22:00 to 02:00 on sat");
  }
}
