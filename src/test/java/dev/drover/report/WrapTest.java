package dev.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapTest {

  @Test
  void breaksBetweenWordsAndNeverWithinOne() {
    assertThat(Wrap.lines("- ", "  ", "extracts /opt/a/very/long/path to here and there", 20))
        .containsExactly("- extracts", "  /opt/a/very/long/path", "  to here and there");
  }

  @Test
  void keepsWhatStandsInBackticksTogether() {
    assertThat(Wrap.lines("", "", "then type `drover resume last` to go on", 24))
        .containsExactly("then type", "`drover resume last` to", "go on");
  }

  @Test
  void aBacktickThatIsNotClosedHoldsNothingTogether() {
    assertThat(Wrap.lines("", "", "a ` b c d e f", 5)).containsExactly("a ` b", "c d e", "f");
  }

  @Test
  void lettersThatTakeTwoColumnsCountTwice() {
    assertThat(Wrap.lines("", "", "日本語 日本語 ab", 9)).containsExactly("日本語", "日本語 ab");
  }

  @Test
  void aTextThatFitsIsOneLine() {
    assertThat(Wrap.lines("> ", "  ", "a b", 5)).containsExactly("> a b");
  }
}
