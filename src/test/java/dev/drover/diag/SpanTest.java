package dev.drover.diag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanTest {

  @Test
  void findsAPartBehindAQuote() {
    Source source = new Source("f", "a: \"x {{y}} {{y}}\"\n");
    Span text = new Span(source, 1, 4, 14);
    assertThat(text.part("x {{y}} {{y}}", 2, 5)).isEqualTo(new Span(source, 1, 7, 5));
    assertThat(text.part("x {{y}} {{y}}", 8, 5)).isEqualTo(new Span(source, 1, 13, 5));
  }

  @Test
  void findsAPartInALaterLineOfABlock() {
    Source source = new Source("f", "a: |\n  one\n  two {{y}}\n");
    assertThat(new Span(source, 1, 4, 1).part("one\ntwo {{y}}\n", 8, 5))
        .isEqualTo(new Span(source, 3, 7, 5));
  }

  @Test
  void meansTheWholeWhereAnEscapeHidesThePart() {
    Source source = new Source("f", "a: \"\\u0078\"");
    Span text = new Span(source, 1, 4, 8);
    assertThat(text.part("x", 0, 1)).isEqualTo(text);
  }

  @Test
  void countsCharactersBeyondTheBasicPlaneOnce() {
    Source source = new Source("f", "😀😀 x\ny");
    assertThat(source.span(source.offset(1, 4), 1)).isEqualTo(new Span(source, 1, 4, 1));
    assertThat(source.span(source.offset(2, 1), 1)).isEqualTo(new Span(source, 2, 1, 1));
    assertThat(source.line(1)).isEqualTo("😀😀 x");
    assertThat(source.line(9)).isEmpty();
  }

  @Test
  void isOrderedByFileLineAndColumn() {
    Source a = new Source("a", "");
    Source b = new Source("b", "");
    assertThat(
            java.util.stream.Stream.of(
                    new Span(b, 1, 1, 1),
                    new Span(a, 2, 1, 1),
                    new Span(a, 1, 9, 1),
                    new Span(a, 1, 2, 1))
                .sorted()
                .map(Span::toString))
        .containsExactly("a:1:2", "a:1:9", "a:2:1", "b:1:1");
  }
}
