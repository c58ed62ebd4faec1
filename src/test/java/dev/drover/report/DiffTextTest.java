package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.review.PlanDiff;
import dev.drover.review.PlanDocument;
import dev.drover.testing.Golden;
import dev.drover.testing.Plans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Differences of plans that {@code drover diff} can't make without a cluster, and hostile ones. */
class DiffTextTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Path GOLDEN = Path.of("src/test/resources/report");

  /** The sample with other texts in some places. */
  private static PlanDocument with(Map<String, String> changes) {
    String text = JSON.writeValueAsString(Plans.full());
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(text).contains(change.getKey());
      text = text.replace(change.getKey(), change.getValue());
    }
    return JSON.readValue(text, PlanDocument.class);
  }

  private static PlanDiff observed() {
    return PlanDiff.of(
        Plans.full(),
        with(
            Map.of(
                "\"7.9.0\"",
                "\"7.9.2\"",
                "the least busy first",
                "the most idle first",
                "\"lowest\":2",
                "\"lowest\":1",
                "\"bbbb\"",
                "\"cccc\"",
                "\"outcome\":\"kept\"",
                "\"outcome\":\"broken\"",
                "\"seconds\":20",
                "\"seconds\":25",
                "nothing new is started",
                "everything goes on")));
  }

  @Test
  void aRefusalTellsFactsFirstAndNoMoreThanAScreen() {
    List<String> lines = DiffText.brief(observed(), Style.PLAIN, "`drover diff` shows all");
    assertThat(lines.getFirst()).isEqualTo("Facts");
    assertThat(lines).hasSizeLessThanOrEqualTo(16);
    assertThat(lines.getLast()).matches("and \\d+ more lines; `drover diff` shows all");
  }

  @Test
  void tellsFactsCapacityPoliciesAndForecasts() {
    Golden.check(
        GOLDEN.resolve("diff-observed.txt"),
        DiffText.of(observed(), "a.plan", "other/b.plan", Style.PLAIN));
    Golden.check(
        GOLDEN.resolve("diff-observed.md"), DiffMarkdown.of(observed(), "a.plan", "other/b.plan"));
  }

  @Test
  void leavesLiveFactsAndForecastsOutOfWhatIsPinned() {
    Golden.check(
        GOLDEN.resolve("diff-pinned.txt"),
        DiffText.of(observed().pinned(), "a.plan", "b.plan", Style.PLAIN));
    assertThat(DiffText.lines(observed().pinned(), Style.PLAIN).getFirst()).isEqualTo("Plan");
  }

  @Test
  void colourIsNotAllThatTellsWhatChanged() {
    String coloured = DiffText.of(observed(), "a.plan", "b.plan", Style.COLOURED);
    assertThat(coloured).contains("\u001b[32m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(DiffText.of(observed(), "a.plan", "b.plan", Style.PLAIN));
  }

  @Test
  void hostileTextsMeanNothingButThemselves() {
    String evil = "\\u001b[2Jx\\n# Title\\n```\\n<script>`y`\\u202e ````` @all |";
    PlanDiff diff =
        PlanDiff.of(
            Plans.full(),
            with(
                Map.of(
                    "\"7.9.0\"",
                    "\"" + evil + "\"",
                    "\"runs: work bb1\"",
                    "\"" + evil + "\"",
                    "\"bb3\"",
                    "\"" + evil + "\"",
                    "\"upgrade\"",
                    "\"" + evil + "\"")));
    String text = DiffText.of(diff, "a\u001bb", "b\u202eb", Style.PLAIN);
    String page = DiffMarkdown.of(diff, "a`b", "b\nb");
    for (String shown : List.of(text, page)) {
      assertThat(shown).doesNotContain("\u001b", "\u202e");
    }
    Golden.check(GOLDEN.resolve("diff-hostile.txt"), text);
    Golden.check(GOLDEN.resolve("diff-hostile.md"), page);
  }
}
