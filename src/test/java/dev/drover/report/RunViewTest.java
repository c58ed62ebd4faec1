package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SpecificationVersion;
import dev.drover.schema.Doc;
import dev.drover.schema.RecordSchema;
import dev.drover.testing.Golden;
import dev.drover.testing.JsonSchemas;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The form of runs is documented, and runs have it. */
class RunViewTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final RecordSchema FORM = new RecordSchema(RunView.class);
  private static final Schema SCHEMA =
      JsonSchemas.read(
          JSON.writeValueAsString(FORM.json("run")), SpecificationVersion.DRAFT_2020_12);

  @Test
  void thePageTellsTheForm() {
    Golden.check(
        Path.of("docs/run-format.md"),
        """
        # The form of runs

        <!-- Generated from the code; see RunViewTest. -->

        `drover report RUN --format json` and `drover show RUN --json` print a run in this form, `drover run --json` and
        `drover resume --json` print it when they end, and `drover runs --json` prints a list of them without what
        happened when. It is made from the run's journal and plan alone, so it can be made again at any time.

        `drover schema --run` prints the JSON Schema (2020-12) of format %d. A later Drover may add fields; the number of the
        format is raised when one changes its meaning or is taken away. Times are in UTC. All texts are as they are, without
        escapes for any rendering; secrets are masked.

        %s\
        """
            .formatted(RunView.FORMAT, FORM.tables()));
  }

  @Test
  void aRunIsWhatTheSchemaAsksFor() {
    for (RunView run :
        List.of(
            SampleRun.of(3, 1),
            SampleRun.cutOff(true),
            SampleRun.withoutPlan(),
            SampleRun.of(3, 1).brief(),
            RunView.of("20261121-010000", List.of()))) {
      assertThat(JsonSchemas.mistakes(SCHEMA, run)).isEmpty();
    }
  }

  @Test
  void aRunIsThisJson() {
    Golden.check(
        Path.of("src/test/resources/report/run.json"),
        JSON.writeValueAsString(SampleRun.of(3, 1)) + "\n");
  }

  @Test
  void everyFieldSaysWhatItMeans() {
    assertThat(
            Stream.concat(
                    Stream.of(RunView.class), Arrays.stream(RunView.class.getDeclaredClasses()))
                .filter(Class::isRecord)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(field -> !field.isAnnotationPresent(Doc.class))
                .map(field -> field.getDeclaringRecord().getSimpleName() + "." + field.getName()))
        .isEmpty();
  }
}
