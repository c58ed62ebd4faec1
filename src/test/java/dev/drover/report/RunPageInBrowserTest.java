package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.Browser;
import dev.drover.testing.RealComponent;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a run in a real browser: it asks nobody for anything, and only its script runs. */
@RealComponent(Browser.PROGRAM)
class RunPageInBrowserTest {

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

  private static Browser.Page open(String name, RunView run) throws Exception {
    String html = RunPage.of(run, SampleRun.ZONE);
    return browser.orElseThrow().openFlawless(directory, name, html);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30, 300})
  void opensWithoutNetworkAndErrorsAndFitsTheWindow(int hosts) throws Exception {
    Browser.Page page = open("run-" + hosts, SampleRun.of(hosts, 1));
    assertThat(page.evaluate("document.querySelectorAll('#view rect.ran').length").asInt())
        .isGreaterThan(hosts * 8);
    assertThat(
            page.evaluate("document.documentElement.scrollWidth <= window.innerWidth").asBoolean())
        .as("the page itself is not wider than the window")
        .isTrue();
  }

  @Test
  void opensAndClosesAllStepsAtOnce() throws Exception {
    Browser.Page page = open("fold", SampleRun.of(3, 1));
    String closed = "document.querySelectorAll('details:not([open])').length";
    assertThat(page.evaluate("document.getElementById('unfold').click(); " + closed).asInt())
        .isZero();
    assertThat(page.evaluate("document.getElementById('fold').click(); " + closed).asInt())
        .isPositive();
  }

  @ParameterizedTest
  @MethodSource("dev.drover.report.RunPageTest#hostile")
  void whatAJournalSaysRunsNothing(String text) throws Exception {
    Browser.Page page = open("hostile", SampleRun.saying(text));
    assertThat(page.evaluate("document.querySelectorAll('script, img, iframe').length").asInt())
        .isEqualTo(1);
    assertThat(page.complaints()).isEmpty();
  }
}
