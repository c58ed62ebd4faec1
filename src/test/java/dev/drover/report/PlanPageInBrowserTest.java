package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Browser;
import dev.drover.testing.RealComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser: it asks nobody for anything, and only its own script runs. */
@RealComponent(Browser.PROGRAM)
class PlanPageInBrowserTest {

  @TempDir static Path directory;
  private static Optional<Browser> browser = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    browser = Optional.of(Browser.start(directory));
  }

  @AfterAll
  static void stop() {
    browser.ifPresent(Browser::close);
  }

  private static Browser.Page open(String name, String html) throws Exception {
    return browser.orElseThrow().openFlawless(directory, name, html);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30, 300})
  void opensWithoutNetworkAndErrors(int hosts) throws Exception {
    Browser.Page page =
        open("plan-" + hosts, PlanPage.of(SamplePlan.of(hosts, 2), Optional.empty()));
    assertThat(page.evaluate("document.querySelectorAll('#view svg a').length").asInt())
        .isBetween(10, 80);
    assertThat(
            page.evaluate("document.documentElement.scrollWidth <= window.innerWidth").asBoolean())
        .as("the page itself is not wider than the window")
        .isTrue();
  }

  @Test
  void zoomsAndOpensTheStepOfABox() throws Exception {
    Browser.Page page = open("zoom", PlanPage.of(SamplePlan.of(3, 1), Optional.empty()));
    String width = "Number(document.querySelector('#view svg').getAttribute('width'))";
    double whole = page.evaluate(width).asDouble();
    double nearer = page.evaluate("document.getElementById('nearer').click(); " + width).asDouble();
    assertThat(nearer).isGreaterThan(whole);
    page.evaluate("window.location.hash = 'step-upgrade-1'; new Promise(r => setTimeout(r, 100))");
    assertThat(page.evaluate("document.getElementById('step-upgrade-1').open").asBoolean())
        .isTrue();
    assertThat(
            page.evaluate(
                    "document.getElementById('unfold').click();"
                        + " document.querySelectorAll('details:not([open])').length")
                .asInt())
        .isZero();
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void whatAPlanSaysRunsNothing() throws Exception {
    List<String> texts =
        List.of(
            "<script>window.broken = 1</script>",
            "</script><script>window.broken = 1</script>",
            "</style><img src=x onerror='window.broken = 1'>",
            "\"><svg onload=\"window.broken = 1\">",
            "' onclick='window.broken = 1' style='color:red",
            "<a href='javascript:window.broken = 1'>x</a>",
            "<base href='http://localhost:9/'><link rel=stylesheet href=x.css>",
            "<iframe srcdoc='<script>parent.broken = 1</script>'></iframe>",
            "<meta http-equiv=refresh content='0;url=http://localhost:9/'>");
    for (int i = 0; i < texts.size(); i++) {
      Browser.Page page =
          open("hostile-" + i, PlanPage.of(SamplePlan.saying(texts.get(i)), Optional.empty()));
      assertThat(
              page.evaluate(
                      "document.querySelectorAll('a').forEach(a => a.dispatchEvent(new"
                          + " MouseEvent('click', {bubbles: true, cancelable: true})));"
                          + " typeof window.broken")
                  .asString())
          .isEqualTo("undefined");
      assertThat(page.evaluate("document.querySelector('h1').textContent").asString())
          .isEqualTo("Plan: " + texts.get(i) + " " + texts.get(i));
      assertThat(page.complaints()).isEmpty();
      assertThat(page.requests()).hasSize(1);
    }
  }

  @Test
  void thePagesOwnPolicyStopsAForeignScript() throws Exception {
    String page =
        PlanPage.of(SamplePlan.of(3, 1), Optional.empty())
            .replace("</main>", "</main><script>window.broken = 1</script>");
    Path file = Files.writeString(directory.resolve("foreign.html"), page);
    Browser.Page opened = browser.orElseThrow().open(file);
    assertThat(opened.evaluate("typeof window.broken").asString()).isEqualTo("undefined");
    assertThat(opened.complaints()).isNotEmpty();
  }
}
