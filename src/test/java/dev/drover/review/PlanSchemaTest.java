package dev.drover.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SpecificationVersion;
import dev.drover.schema.Doc;
import dev.drover.testing.Golden;
import dev.drover.testing.JsonSchemas;
import dev.drover.testing.Plans;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The form of plans is documented, and plans have it. */
class PlanSchemaTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Schema SCHEMA =
      JsonSchemas.read(
          JSON.writeValueAsString(PlanSchema.json()), SpecificationVersion.DRAFT_2020_12);

  @Test
  void thePageTellsTheForm() {
    Golden.check(
        Path.of("docs/plan-format.md"),
        """
        # The form of plans

        <!-- Generated from the code; see PlanSchemaTest. -->

        `drover plan RUNBOOK -i INVENTORY -o change.plan` writes a plan to a file. Its first line is
        `drover-plan 1 sha256:HASH`: the version of the form, and the SHA-256 of all that stands behind that line, which is
        the JSON that `drover plan --format json` prints. It has one line for each step, so that tools which compare lines
        show which steps differ. The same inputs, facts and history of durations give the same bytes.

        `drover schema --plan` prints the JSON Schema (2020-12) of format %d; every field is always there. The number of
        the format is raised when a field changes its meaning or is taken away. All texts are as they are, without escapes for
        any rendering; secrets are masked.

        %s\
        """
            .formatted(PlanDocument.FORMAT, PlanSchema.tables()));
  }

  @Test
  void aPlanIsWhatTheSchemaAsksFor() {
    assertThat(JsonSchemas.mistakes(SCHEMA, Plans.full())).isEmpty();
  }

  @Test
  void theSchemaNoticesWhatIsMissingWrongOrUnknown() {
    Map<String, Object> plan = JSON.convertValue(Plans.full(), new TypeReference<>() {});
    plan.remove("plays");
    plan.put("format", "1");
    plan.put("other", 1);
    assertThat(JsonSchemas.mistakes(SCHEMA, plan)).hasSize(3);
  }

  @Test
  void everyFieldOfAPlanSaysWhatItMeans() {
    List<String> silent = new ArrayList<>();
    for (Class<?> holder : List.of(PlanDocument.class, PlayView.class, StepView.class)) {
      silent(holder, silent);
      Arrays.stream(holder.getDeclaredClasses()).forEach(inner -> silent(inner, silent));
    }
    assertThat(silent).isEmpty();
  }

  private static void silent(Class<?> type, List<String> silent) {
    if (type.isRecord()) {
      for (RecordComponent field : type.getRecordComponents()) {
        if (!field.isAnnotationPresent(Doc.class)) {
          silent.add(type.getSimpleName() + "." + field.getName());
        }
      }
    }
  }
}
