package dev.zdu.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void readsThreeNumbersAndNothingElse() {
    assertThat(Version.parse("7.9.10")).contains(new Version(7, 9, 10));
    for (String wrong : new String[] {"", "7.9", "7.9.0.1", "7.9.x", " 7.9.0", "7.9.0-rc1"}) {
      assertThat(Version.parse(wrong)).isEmpty();
    }
  }

  @Test
  void tenComesAfterNine() {
    assertThat(new Version(7, 9, 10)).isGreaterThan(new Version(7, 9, 9));
    assertThat(new Version(7, 9, 10).isHigherPatchOf(new Version(7, 9, 9))).isTrue();
    assertThat(new Version(7, 9, 9).isHigherPatchOf(new Version(7, 9, 9))).isFalse();
    assertThat(new Version(7, 10, 1).isHigherPatchOf(new Version(7, 9, 0))).isFalse();
    assertThat(new Version(8, 9, 1).isHigherPatchOf(new Version(7, 9, 0))).isFalse();
  }

  @Test
  void buildNumbersFollowTheVersion() {
    assertThat(new Version(7, 9, 4).buildNumber()).isEqualTo("7009004");
    assertThat(new Version(8, 19, 12).buildNumber()).isEqualTo("8019012");
    assertThat(new Version(7, 9, 4)).hasToString("7.9.4");
  }
}
