package dev.drover.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.diag.Diagnostics;
import dev.drover.load.PolicyFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page about policies can be used as they stand. */
class PoliciesPageTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(- name.*?)^```$");

  @TempDir Path directory;

  @Test
  void itsExamplesHaveNoMistake() throws Exception {
    List<MatchResult> examples =
        EXAMPLE.matcher(Files.readString(Path.of("docs/policies.md"))).results().toList();
    assertThat(examples).isNotEmpty();
    for (MatchResult example : examples) {
      Files.writeString(directory.resolve("example.yml"), example.group(1));
      Diagnostics diagnostics = new Diagnostics();
      PolicyFiles files = new PolicyFiles(diagnostics).directory(directory);
      assertThat(OwnRule.of(files.policies(), UnaryOperator.identity(), diagnostics)).isNotEmpty();
      assertThat(diagnostics.sorted()).isEmpty();
    }
  }
}
