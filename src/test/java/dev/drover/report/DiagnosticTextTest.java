package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Code;
import dev.drover.diag.Diagnostics;
import dev.drover.diag.Source;
import dev.drover.diag.Span;
import org.junit.jupiter.api.Test;

class DiagnosticTextTest {

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void nothingInAFileCanSteerTheTerminal() {
    Source source = new Source("f\u001b[2J.yml", "a:\tb\u001b[31m\u202e😀 x");
    diagnostics.error(Code.YAML_SYNTAX, new Span(source, 1, 11, 1), "bad \u0007", "go\u009b");
    assertThat(DiagnosticText.of(diagnostics))
        .isEqualTo(
            """
            f�[2J.yml:1:11: error: bad � [yaml.syntax]
                1 | a: b�[31m�😀 x
                  |           ^
                  = hint: go�
            """);
  }

  @Test
  void theDataHoldsWhatTheTextShows() {
    Source source = new Source("f.yml", "a: b");
    diagnostics.add(
        new dev.drover.diag.Diagnostic(
                dev.drover.diag.Diagnostic.Severity.WARNING,
                Code.YAML_KEY,
                "odd",
                new Span(source, 1, 4, 1),
                java.util.Optional.empty(),
                java.util.List.of())
            .hint("change it")
            .related("first", Span.startOf(source)));
    assertThat(DiagnosticText.data(diagnostics))
        .hasToString(
            "[{severity=warning, code=yaml.key, message=odd, file=f.yml, line=1, column=4,"
                + " length=1, text=a: b, hint=change it, related=[{note=first, file=f.yml, line=1,"
                + " column=1, length=1, text=a: b}]}]");
    assertThat(DiagnosticText.of(diagnostics))
        .isEqualTo(
            """
            f.yml:1:4: warning: odd [yaml.key]
                1 | a: b
                  |    ^
                  = hint: change it
                  = f.yml:1:1: first
            """);
  }

  @Test
  void theSameMistakeSeenForTwoHostsIsToldOnce() {
    Span span = Span.startOf(new Source("f.yml", "a"));
    diagnostics.error(Code.YAML_KEY, span, "odd", "for host a");
    diagnostics.error(Code.YAML_KEY, span, "odd", "for host b");
    assertThat(diagnostics.sorted()).hasSize(1);
  }
}
