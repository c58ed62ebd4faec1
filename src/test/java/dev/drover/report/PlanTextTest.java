package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextTest {

  @Test
  void tellsWhatAReviewAsksAndThenEveryTask() {
    Golden.check(
        Path.of("src/test/resources/report/plan.txt"),
        PlanText.of(SamplePlan.of(30, 3), Style.PLAIN, 80));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 200})
  void noLineIsLongerThanTheTerminalIsWide(int width) {
    assertThat(
            PlanText.of(SamplePlan.of(30, 3), Style.PLAIN, width)
                .lines()
                .filter(line -> Columns.of(line) > width)
                .filter(line -> !Diffs.isVerbatim(line.strip()))
                .filter(line -> line.strip().indexOf(' ') >= 0))
        .isEmpty();
  }

  @Test
  void coloursAddNothingButColours() {
    String coloured = PlanText.of(SamplePlan.of(3, 1), Style.COLOURED, 80);
    assertThat(coloured).contains("\u001b[33m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(PlanText.of(SamplePlan.of(3, 1), Style.PLAIN, 80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b]0;owned\u0007",
        "a\rb\nc",
        "\u202egnp.exe",
        "\u200b\u0000\u009b31m"
      })
  void whatAPlanSaysOrdersATerminalNothing(String text) {
    assertThat(PlanText.of(SamplePlan.saying(text), Style.PLAIN, 80).codePoints())
        .allMatch(letter -> letter == '\n' || Style.harmless(letter) == letter);
  }
}
