package dev.drover.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.review.Mutants.Mutant;
import dev.drover.review.PlanDiff.Change;
import dev.drover.review.PlanDiff.Difference;
import dev.drover.review.PlanDiff.Field;
import dev.drover.testing.Plans;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/** Nothing that differs in two plans is passed over, and what makes a plan stale is told apart. */
class PlanDiffTest {

  /** Where a document may differ without making a signed plan stale. */
  private static final String LIVE =
      "forecast\\..*|.*\\.seconds\\.|plays\\.0\\.steps\\.\\d\\.basis\\."
          + "|facts\\.1\\.(name|subject|value)\\.|basis\\.inputs\\.1\\.(name|sha256)\\.";

  @Test
  void aPlanDoesNotDifferFromItself() {
    assertThat(PlanDiff.of(Plans.full(), Plans.full()).isEmpty()).isTrue();
  }

  @Test
  void aPlanDoesNotDifferFromItsFile() {
    JsonMapper json = JsonMapper.builder().build();
    PlanDocument plan = Plans.full();
    PlanDocument read = json.readValue(json.writeValueAsString(plan), PlanDocument.class);
    assertThat(PlanDiff.of(plan, read).differences()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> whateverDiffersIsFound() throws Exception {
    List<Mutant> mutants = Mutants.of(Plans.full());
    assertThat(mutants).hasSizeGreaterThan(150);
    return mutants.stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.where(), () -> isFound(mutant)));
  }

  private static void isFound(Mutant mutant) {
    PlanDiff diff = PlanDiff.of(Plans.full(), (PlanDocument) mutant.value());
    PlanDiff back = PlanDiff.of((PlanDocument) mutant.value(), Plans.full());
    assertThat(diff.differences()).isNotEmpty().hasSameSizeAs(back.differences());
    assertThat(diff.pinned().isEmpty()).isEqualTo(mutant.where().matches(LIVE));
  }

  @Test
  void everyPartHasItsSection() throws Exception {
    Stream<String> sections =
        Mutants.of(Plans.full()).stream()
            .flatMap(mutant ->
                PlanDiff.of(Plans.full(), (PlanDocument) mutant.value()).differences().stream())
            .map(Difference::section)
            .distinct();
    assertThat(sections)
        .containsExactlyInAnyOrder(
            "document",
            "runbook",
            "basis",
            "parameters",
            "inputs",
            "facts",
            "plays",
            "steps",
            "leftOut",
            "capacity",
            "out",
            "forecast",
            "irreversible",
            "confirmations",
            "policies",
            "needs",
            "problems");
  }

  @Test
  void aStepIsFoundByItsAddressAndToldFieldByField() {
    PlanDocument plan = Plans.full();
    PlayView play = plan.plays().getFirst();
    StepView step = play.steps().getFirst();
    StepView other =
        new StepView(
            step.id(),
            step.task(),
            step.path(),
            step.kind(),
            step.host(),
            step.once(),
            step.after(),
            Map.of("command", List.of("work", "hard")),
            "already_so",
            List.of(),
            step.opens(),
            step.closes(),
            30,
            step.basis());
    assertThat(PlanDiff.of(plan, with(plan, List.of(play.steps().getLast(), other))).differences())
        .containsExactly(
            new Difference(
                "steps",
                "",
                "",
                Change.CHANGED,
                List.of(
                    new Field(
                        "order",
                        List.of("stage/extract", "stage/start"),
                        List.of("stage/start", "stage/extract"),
                        true))),
            new Difference(
                "steps",
                "stage/extract[bb1]",
                "bb1",
                Change.CHANGED,
                List.of(
                    field("arguments.command", List.of("work", "bb1"), List.of("work", "hard")),
                    field("arguments.limits.cpu", List.of("2"), List.of()),
                    field("state", List.of("will_change"), List.of("already_so")),
                    field("details", List.of("runs: work bb1"), List.of()),
                    new Field("seconds", List.of("20"), List.of("30"), false))));
  }

  private static Field field(String name, List<String> before, List<String> after) {
    return new Field(name, before, after, true);
  }

  private static PlanDocument with(PlanDocument plan, List<StepView> steps) {
    PlayView play = plan.plays().getFirst();
    return new PlanDocument(
        plan.format(),
        plan.runbook(),
        plan.basis(),
        plan.facts(),
        List.of(
            new PlayView(
                play.id(),
                play.name(),
                play.hosts(),
                play.others(),
                play.window(),
                play.waves(),
                play.soak(),
                play.domain(),
                play.maxFail(),
                play.order(),
                steps,
                play.leftOut())),
        plan.capacity(),
        plan.forecast(),
        plan.onFailure(),
        plan.irreversible(),
        plan.confirmations(),
        plan.policies(),
        plan.needs(),
        plan.problems());
  }
}
