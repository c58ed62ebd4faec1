package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run as Markdown, in which what others wrote means nothing but itself. */
class RunMarkdownTest {

  private static final Path RESOURCES = Path.of("src/test/resources/report");

  @Test
  void aRunThatFailedIsThisPage() {
    Golden.check(RESOURCES.resolve("run.md"), RunMarkdown.of(SampleRun.of(3, 1), SampleRun.ZONE));
  }

  @Test
  void aRunWhosePlanWasNotKeptIsThisPage() {
    Golden.check(
        RESOURCES.resolve("run-without-plan.md"),
        RunMarkdown.of(SampleRun.withoutPlan(), SampleRun.ZONE));
  }

  @ParameterizedTest
  @MethodSource("dev.drover.report.RunPageTest#hostile")
  void aHostileTextAddsNoLineAndNoTag(String text) {
    String hostile = RunMarkdown.of(SampleRun.saying(text), SampleRun.ZONE);
    String harmless = RunMarkdown.of(SampleRun.saying("harmless"), SampleRun.ZONE);
    assertThat(hostile.lines().filter(line -> line.startsWith("|")).count())
        .isEqualTo(harmless.lines().filter(line -> line.startsWith("|")).count());
    String outside =
        hostile
            .replaceAll("(?ms)^(`{3,})text$.*?^\\1$", "")
            .replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "")
            .replaceAll("<br>|</?(details|summary|code)>|<!-- -->", "");
    assertThat(outside).doesNotContain("<");
  }
}
