package dev.drover.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {

  @Test
  void ordersAsPeopleDo() {
    List<String> ordered =
        List.of(
            "1",
            "7.9",
            "7.9.1-m1",
            "7.9.1-rc1",
            "7.9.1-rc2",
            "7.9.1",
            "7.9.4",
            "7.9.9",
            "7.9.10",
            "7.10",
            "7.10.1",
            "8.0.0-SNAPSHOT",
            "8.0.0");
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = 0; j < ordered.size(); j++) {
        assertThat(Integer.signum(Versions.compare(ordered.get(i), ordered.get(j))))
            .as(ordered.get(i) + " and " + ordered.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void aMissingNumberIsZeroAndABuildCountsNothing() {
    assertThat(Versions.compare("7.9", "7.9.0")).isZero();
    assertThat(Versions.compare("v7.9.0", "7.9.0+build5")).isZero();
  }

  @Test
  void knowsLinesAndBugFixes() {
    assertThat(Versions.line("7.9.4")).isEqualTo("7.9");
    assertThat(Versions.line("8")).isEqualTo("8.0");
    assertThat(Versions.isBugFixOf("7.9.10", "7.9.9")).isTrue();
    assertThat(Versions.isBugFixOf("7.9.9", "7.9.9")).isFalse();
    assertThat(Versions.isBugFixOf("7.10.0", "7.9.9")).isFalse();
    assertThat(Versions.sameLine("7.1.2", "7.10.2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "7.", ".7", "7..9", "7.9.4 ", "newest", "$(id)", "7.9;id"})
  void refusesWhatIsNoVersion(String text) {
    assertThat(Versions.isVersion(text)).isFalse();
  }
}
