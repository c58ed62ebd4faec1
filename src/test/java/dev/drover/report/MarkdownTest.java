package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a runbook or a host says is never markup, HTML, a mention or a row of a table. */
class MarkdownTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "leave the balancer => leave the balancer",
        "to_version => to_version",
        "_stress_ => \\_stress\\_",
        "*a* [b](c) ` => \\*a\\* \\[b\\](c) \\`",
        "`a` @b `c` => `` `a` @b `c` ``",
        "say `no` or `@all` => say `no` or `@all`",
        "<script>alert(1)</script> => &lt;script&gt;alert(1)&lt;/script&gt;",
        "&lt;b&gt; => &amp;lt;b&amp;gt;",
        "- item => \\- item",
        "1. item => 1\\. item",
        "ask @admin => `ask @admin`",
        "as in #12 => `as in #12`",
        "see http://evil.example/ => `see http://evil.example/`",
        "is 1234abcd => `is 1234abcd`",
        "a :smile: b => `a :smile: b`",
        "`@team => `` `@team ``",
        "a|b => <code>a&#124;b</code>",
        "a\\|<b> => <code>a&#92;&#124;&#60;b&#62;</code>",
      })
  void wordsMeanNothingButThemselves(String words, String markdown) {
    assertThat(Markdown.text(words)).isEqualTo(markdown);
  }

  @Test
  void lineBreaksAndOrdersToATerminalEndNoRow() {
    assertThat(Markdown.text("a\nb\r\nc\u2028d\u001b[31me\u202ef"))
        .isEqualTo("a b c d\uFFFD\\[31me\uFFFDf");
  }

  @Test
  void aBlockOfCodeIsNotEndedByWhatIsInIt() {
    assertThat(Markdown.block("diff", List.of("- a", "````", "+ ```")))
        .isEqualTo("`````diff\n- a\n````\n+ ```\n`````\n");
  }
}
