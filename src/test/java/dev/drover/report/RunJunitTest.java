package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Golden;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A run as results of tests: what build servers can read, whatever stands in the journal. */
class RunJunitTest {

  private static final Path RESOURCES = Path.of("src/test/resources/report");

  private static void validate(String xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(RESOURCES.resolve("junit.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }

  @Test
  void aRunThatFailedIsThisXml() throws Exception {
    String xml = RunJunit.of(SampleRun.of(3, 1));
    validate(xml);
    Golden.check(RESOURCES.resolve("run.junit.xml"), xml);
  }

  @Test
  void runsThatWereCutOffOrGoOnOrHaveNoPlanOrNoStepAreValidToo() throws Exception {
    validate(RunJunit.of(SampleRun.cutOff(false)));
    validate(RunJunit.of(SampleRun.cutOff(true)));
    validate(RunJunit.of(SampleRun.withoutPlan()));
    validate(RunJunit.of(RunView.of("20261121-010000", List.of())));
  }

  @ParameterizedTest
  @MethodSource("dev.drover.report.RunPageTest#hostile")
  void aHostileTextIsATextAndNothingElse(String text) throws Exception {
    String xml = RunJunit.of(SampleRun.saying(text));
    validate(xml);
    assertThat(Pages.tags(Pages.parsed(xml)))
        .containsOnly(
            "testsuites",
            "testsuite",
            "properties",
            "property",
            "testcase",
            "failure",
            "skipped",
            "system-out",
            "system-err");
  }

  @Test
  void theNumbersOfASuiteAreThoseOfItsCases() throws Exception {
    for (RunView run : List.of(SampleRun.of(3, 1), SampleRun.cutOff(false))) {
      NodeList suites = Pages.parsed(RunJunit.of(run)).getElementsByTagName("testsuite");
      for (int i = 0; i < suites.getLength(); i++) {
        Element suite = (Element) suites.item(i);
        assertCounted(suite, "tests", "testcase");
        assertCounted(suite, "failures", "failure");
        assertCounted(suite, "errors", "error");
        assertCounted(suite, "skipped", "skipped");
      }
    }
  }

  private static void assertCounted(Element suite, String number, String tag) {
    assertThat(Integer.parseInt(suite.getAttribute(number)))
        .isEqualTo(suite.getElementsByTagName(tag).getLength());
  }
}
