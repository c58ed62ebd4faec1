package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** The page is well-formed, whatever stands in the plan, and holds only tags of ours. */
class PlanPageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</style></script><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "--><!--<![CDATA[",
        "]]>&amp;&#0;&evil;",
        "javascript:alert(1)",
        "{{x}} ${x} `x` \\u003cscript\\u003e",
        "\u0000\u0008\u001b[2J\u202e\u2028\uFFFE\uD800x"
      })
  void aHostileTextIsATextAndNothingElse(String text) throws Exception {
    String page = PlanPage.of(SamplePlan.saying(text), Optional.of(text));
    Document hostile = Pages.parsed(page);
    Document harmless = Pages.parsed(PlanPage.of(SamplePlan.saying("harmless"), Optional.of("x")));
    assertThat(Pages.tags(hostile)).doesNotContain("img", "b").containsOnlyOnce("script", "style");
    assertThat(Pages.tags(hostile).stream().distinct().toList())
        .isSubsetOf(
            Stream.concat(Pages.tags(harmless).stream(), Stream.of("pre")).distinct().toList());
    Pages.leadNowhere(hostile);
  }

  @Test
  void aPageOfThreeHundredHostsFoldsWhatIsAlike() throws Exception {
    Document page = Pages.parsed(PlanPage.of(SamplePlan.of(300, 5), Optional.empty()));
    assertThat(Pages.tags(page).stream().filter("a"::equals).count()).isLessThan(60);
  }
}
