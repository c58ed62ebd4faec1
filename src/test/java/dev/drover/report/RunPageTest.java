package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/**
 * The page of a run is well-formed, whatever stands in the journal, and holds only tags of ours.
 */
class RunPageTest {

  static List<String> hostile() {
    return List.of(
        "<script>alert(1)</script>",
        "</style></script><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "--><!--<![CDATA[",
        "]]>&amp;&#0;&evil;",
        "{{x}} ${x} `x` \\u003cscript\\u003e",
        "\u0000\u0008\u001b[2J\u202e\u2028\uFFFE\uD800x\r\n\tx");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aHostileTextIsATextAndNothingElse(String text) throws Exception {
    Document hostile = Pages.parsed(RunPage.of(SampleRun.saying(text), SampleRun.ZONE));
    Document harmless = Pages.parsed(RunPage.of(SampleRun.saying("x"), SampleRun.ZONE));
    assertThat(Pages.tags(hostile)).containsOnlyOnce("script", "style");
    assertThat(Pages.tags(hostile).stream().distinct().toList())
        .isSubsetOf(
            Stream.concat(Pages.tags(harmless).stream(), Stream.of("code")).distinct().toList());
    Pages.leadNowhere(hostile);
  }

  @Test
  void aRunWithoutStepsHasAPageToo() throws Exception {
    RunView cut = RunView.of("20261121-010000", List.of());
    assertThat(Pages.tags(Pages.parsed(RunPage.of(cut, SampleRun.ZONE)))).doesNotContain("svg");
  }

  @Test
  void aRunThatGoesOnIsNotCalledCutOff() {
    assertThat(RunPage.of(SampleRun.cutOff(true), SampleRun.ZONE))
        .contains("going on since", "going on")
        .doesNotContain("cut off");
    assertThat(RunPage.of(SampleRun.cutOff(false), SampleRun.ZONE))
        .contains("cut off after", "? nobody knew how it ended");
  }
}
