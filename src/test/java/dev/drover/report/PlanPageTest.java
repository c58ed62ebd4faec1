package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page is well-formed, whatever stands in the plan, and holds only tags of ours. */
class PlanPageTest {

  private static Document parsed(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new InputSource(new StringReader(page)));
  }

  private static List<String> tags(Document document) {
    NodeList all = document.getElementsByTagName("*");
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      tags.add(all.item(i).getNodeName());
    }
    return tags;
  }

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
    Document hostile = parsed(page);
    Document harmless = parsed(PlanPage.of(SamplePlan.saying("harmless"), Optional.of("x")));
    assertThat(tags(hostile)).doesNotContain("img", "b").containsOnlyOnce("script", "style");
    assertThat(tags(hostile).stream().distinct().toList())
        .isSubsetOf(
            java.util.stream.Stream.concat(
                    tags(harmless).stream(), java.util.stream.Stream.of("pre"))
                .distinct()
                .toList());
    NodeList all = hostile.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      for (int j = 0; j < element.getAttributes().getLength(); j++) {
        assertThat(element.getAttributes().item(j).getNodeName()).doesNotStartWith("on");
      }
      if (element.hasAttribute("href")) {
        assertThat(element.getAttribute("href")).startsWith("#");
      }
    }
  }

  @Test
  void aPageOfThreeHundredHostsFoldsWhatIsAlike() throws Exception {
    Document page = parsed(PlanPage.of(SamplePlan.of(300, 5), Optional.empty()));
    assertThat(tags(page).stream().filter("a"::equals).count()).isLessThan(60);
  }
}
