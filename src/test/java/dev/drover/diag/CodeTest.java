package dev.drover.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CodeTest {

  @Test
  void everyCodeIsExplained() throws IOException {
    String reference = Files.readString(Path.of("docs/errors.md"));
    assertThat(Arrays.stream(Code.values()).map(Code::id))
        .allSatisfy(id -> assertThat(reference).contains("| `" + id + "` | "));
  }

  @Test
  void idsAreUniqueDottedWords() {
    assertThat(Arrays.stream(Code.values()).map(Code::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z]+\\.[a-z]+(-[a-z]+)*"));
  }
}
