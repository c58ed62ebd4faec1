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
                1 | a:  b�[31m�😀 x
                  |            ^~
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
                + " column=1, length=1, text=a: b}], included=[]}]");
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

  @Test
  void theCaretStandsUnderWhatIsMeantHoweverWideTheLettersAre() {
    Source source = new Source("f.yml", "\t\u30ab\u30bf\u30ab\u30ca: e\u0301t\u00e9 \uff8a here");
    diagnostics.error(Code.YAML_KEY, source.span(14, 4), "odd");
    assertThat(DiagnosticText.of(diagnostics))
        .isEqualTo(
            """
            f.yml:1:15: error: odd [yaml.key]
                1 |     \u30ab\u30bf\u30ab\u30ca: e\u0301t\u00e9 \uff8a here
                  |                     ^~~~
            """);
  }

  @Test
  void ofALongLineThePartAroundTheCaretIsShown() {
    String letters = "abcdefghi ".repeat(100);
    diagnostics.error(Code.YAML_KEY, new Source("f.yml", letters).span(500, 9), "odd");
    assertThat(DiagnosticText.of(diagnostics))
        .isEqualTo(
            """
            f.yml:1:501: error: odd [yaml.key]
                1 | …%s…
                  |                                          ^~~~~~~~~
            """
                .formatted("abcdefghi ".repeat(11).substring(0, 109)));
  }

  @Test
  void whatIsWrongForManyHostsAndInsideIncludesIsToldOnce() {
    Source top = new Source("up.yml", "a: 1\ninclude: x.yml");
    Source included = new Source("x.yml", "b: {{c}}").includedAt(top.span(14, 5));
    for (int i = 1; i <= 10; i++) {
      Diagnostics own = new Diagnostics();
      own.error(Code.NAME_UNDEFINED, included.span(5, 1), "`c` is not defined");
      diagnostics.addFor("h" + i, own);
    }
    assertThat(DiagnosticText.of(diagnostics))
        .isEqualTo(
            """
            x.yml:1:6: error: `c` is not defined [name.undefined]
                1 | b: {{c}}
                  |      ^
                  = included at up.yml:2:10
                  = on 10 hosts: h1, h2, h3, h4, h5, h6, h7, h8, …
            """);
  }
}
