package dev.drover.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CodeTest {

  @Test
  void idsAreUniqueDottedWords() {
    assertThat(Arrays.stream(Code.values()).map(Code::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z]+\\.[a-z]+(-[a-z]+)*"));
  }

  @Test
  void everyCodeHasSentences() {
    assertThat(
            Arrays.stream(Code.values())
                .flatMap(code -> java.util.stream.Stream.of(code.meaning(), code.cure())))
        .allMatch(sentence -> sentence.matches("[A-Z`].*\\."));
  }
}
